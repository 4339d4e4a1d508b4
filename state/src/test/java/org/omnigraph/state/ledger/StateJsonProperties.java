package org.omnigraph.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;

/// Reading what was written gives the same state, and writing what was read gives the same bytes.
class StateJsonProperties {
    @Property(tries = 300)
    void parse_ofPrint_isTheSameState(@ForAll("states") ClusterState state) {
        byte[] printed = StateJson.print(state);

        assertThat(StateJson.parse(printed)).isEqualTo(state);
        assertThat(StateJson.print(StateJson.parse(printed))).isEqualTo(printed);
    }

    @Provide
    Arbitrary<ClusterState> states() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(12);
        Arbitrary<String> filled = Arbitraries.strings().ofMinLength(1).ofMaxLength(12);
        Arbitrary<ResourceEntry> entries = Combinators.combine(
                        filled, texts.list().ofMaxSize(3), Arbitraries.of(true, false), Arbitraries.of(OnRemove.class))
                .as(ResourceEntry::new);
        Arbitrary<ResourceStatus> statuses = Combinators.combine(
                        Arbitraries.of(ResourceStatus.Status.class),
                        texts.list().ofMaxSize(3),
                        texts)
                .as(ResourceStatus::new);
        Arbitrary<JsonValue> values = Combinators.combine(
                        texts,
                        Arbitraries.longs(),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.valueOf(-1_000_000_000L), BigDecimal.valueOf(1_000_000_000L))
                                .ofScale(6))
                .as((text, number, decimal) -> {
                    ObjectNode node = Json.object().put("t", text).put("n", number);
                    return JsonValue.of(Json.parse(Json.canonicalBytes(node.put("d", decimal))));
                });
        Arbitrary<List<TreeMap<String, JsonValue>>> records = Arbitraries.maps(filled, values)
                .ofMaxSize(3)
                .map(map -> new TreeMap<>(map))
                .list()
                .ofSize(3);
        return Combinators.combine(
                        Arbitraries.longs().between(0, Long.MAX_VALUE - 1),
                        texts,
                        Arbitraries.maps(filled, entries).ofMaxSize(4),
                        Arbitraries.maps(filled, statuses).ofMaxSize(4),
                        records)
                .as((revision, config, resources, resourceStatuses, others) -> new ClusterState(
                        revision,
                        new AppliedRevision(config, new TreeMap<>(resources)),
                        new TreeMap<>(resourceStatuses),
                        others.get(0),
                        others.get(1),
                        others.get(2)));
    }
}
