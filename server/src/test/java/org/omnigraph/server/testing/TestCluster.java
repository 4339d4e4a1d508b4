package org.omnigraph.server.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.payload.PayloadStore;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.server.boot.BootOutcome;
import org.omnigraph.server.boot.BootRequest;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.boot.ServerBoot;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerChange;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.ledger.PublishOutcome;
import org.omnigraph.state.ledger.ResourceEntry;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// A cluster in memory: resources are gathered, then applied as one revision.
public final class TestCluster {
    public static final String SCHEMA = "node Note {\n    title: String @key\n    body: String?\n}\n";
    public static final String QUERIES = """
            query notes($title: String) @description("Notes of a title") {
                match { $n: Note { title: $title } }
                return { $n.title, $n.body }
            }
            query add_note($title: String, $body: String?) {
                insert Note { title: $title, body: $body }
            }
            """;

    public final MemoryObjectStore store = new MemoryObjectStore();
    public final FakeEngine engine = new FakeEngine();
    public final Ledger ledger = new Ledger(store, new SequenceIds(), FakeClock.standing());
    private final PayloadStore payloads = new PayloadStore(store, KeyPrefix.ROOT.folder("__cluster"));
    private final SortedMap<String, ResourceEntry> resources = new TreeMap<>();

    /// One graph, two stored queries, no policy.
    public static TestCluster small() {
        return new TestCluster().graph("library", SCHEMA).queries("library", QUERIES, "notes", "add_note");
    }

    public TestCluster graph(String id, String schema) {
        SchemaModel model = SchemaCompiler.compile(bytes(schema)).model().orElseThrow();
        engine.make(id, model);
        resources.put("schema." + id, ResourceEntry.of(model.digest().hex()));
        resources.put("graph." + id, ResourceEntry.of(""));
        return this;
    }

    public TestCluster queries(String graph, String source, String... names) {
        for (String name : names) {
            ResourceAddress address = new ResourceAddress.Query(new GraphId(graph), name);
            payloads.write(address, bytes(source));
            resources.put(
                    address.toString(),
                    ResourceEntry.of(ContentDigest.of(bytes(source)).hex()));
        }
        return this;
    }

    public TestCluster policy(String name, String yaml, String... appliesTo) {
        ResourceAddress address = new ResourceAddress.Policy(name);
        payloads.write(address, bytes(yaml));
        resources.put(
                address.toString(),
                ResourceEntry.of(ContentDigest.of(bytes(yaml)).hex()).withAppliesTo(List.of(appliesTo)));
        return this;
    }

    /// Replaces one entry of the next revision.
    public TestCluster entry(String address, ResourceEntry entry) {
        resources.put(address, entry);
        return this;
    }

    /// Publishes what was gathered, graph digests computed.
    public TestCluster apply() {
        SortedMap<String, ResourceEntry> complete = new TreeMap<>(resources);
        for (Map.Entry<String, ResourceEntry> entry : resources.entrySet()) {
            if (entry.getKey().startsWith("graph.") && entry.getValue().digest().isEmpty()) {
                complete.put(
                        entry.getKey(),
                        ResourceEntry.of(composite(entry.getKey().substring(6))));
            }
        }
        ClusterState.Builder next = snapshot().state().toBuilder();
        next.resources().clear();
        next.resources().putAll(complete);
        PublishOutcome outcome = ledger.publish(
                snapshot(), next.build(), new LedgerChange("apply", "tester", JsonValue.of(Json.object())));
        if (!(outcome instanceof PublishOutcome.Published)) {
            throw new AssertionError("not published: " + outcome);
        }
        return this;
    }

    private String composite(String graph) {
        SortedMap<String, ContentDigest> queries = new TreeMap<>();
        String prefix = "query." + graph + ".";
        resources.forEach((address, entry) -> {
            if (address.startsWith(prefix)) {
                queries.put(address.substring(prefix.length()), new ContentDigest(entry.digest()));
            }
        });
        ResourceEntry schema = resources.getOrDefault("schema." + graph, ResourceEntry.of(""));
        return ContentDigest.ofGraph(graph, new ContentDigest(schema.digest()), queries)
                .hex();
    }

    private LedgerSnapshot snapshot() {
        return switch (ledger.read()) {
            case LedgerReading.Usable(LedgerSnapshot snapshot) -> snapshot;
            case LedgerReading.Refused refused -> throw new AssertionError("unreadable: " + refused);
        };
    }

    public BootOutcome boot(boolean unauthenticated, boolean allowDegraded, Map<String, String> environment) {
        return new ServerBoot(store, ledger, engine).boot(new BootRequest(unauthenticated, allowDegraded, environment));
    }

    /// Boots with these tokens (a JSON object) and expects to serve.
    public ServedCluster served(String tokens) {
        Map<String, String> environment =
                tokens.isEmpty() ? Map.of() : Map.of("OMNIGRAPH_SERVER_BEARER_TOKENS_JSON", tokens);
        return switch (boot(tokens.isEmpty(), true, environment)) {
            case BootOutcome.Serving(ServedCluster cluster) -> cluster;
            case BootOutcome.Quarantined(ServedCluster cluster) -> cluster;
            case BootOutcome.Refused refused -> throw new AssertionError("refused: " + refused);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
