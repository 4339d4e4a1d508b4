package org.omnigraph.controlplane.edit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.ResourceStatus;
import org.omnigraph.state.ledger.ResourceStatus.Status;

/// What each edit changes of the ledger, and what it leaves alone.
final class LedgerEditTest {
    private static final GraphId BRAIN = new GraphId("brain");
    private static final String SCHEMA = "a".repeat(64);
    private static final String QUERY = "b".repeat(64);

    private static LedgerEdit twoGraphs() {
        LedgerEdit edit = new LedgerEdit(ClusterState.EMPTY);
        for (String graph : new String[] {"brain", "brainy"}) {
            edit.applied("query." + graph + ".people", QUERY);
            edit.status("query." + graph + ".people", Status.APPLIED, "", "");
            edit.appliedSchema(new GraphId(graph), SCHEMA);
            edit.graphApplied(new GraphId(graph));
        }
        return new LedgerEdit(edit.build());
    }

    @Test
    void appliedSchema_makesTheGraphsDigestFollowFromSchemaAndQueries() {
        LedgerEdit edit = twoGraphs();
        String with = edit.digest("graph.brain");
        assertThat(with).hasSize(64);
        edit.remove("query.brain.people");
        edit.recomputeGraph(BRAIN);
        assertThat(edit.digest("graph.brain")).hasSize(64).isNotEqualTo(with);
    }

    @Test
    void recomputeGraph_ofASchemaThatIsGone_takesTheGraphOut_ofOneThatIsUnknown_leavesIt() {
        LedgerEdit edit = twoGraphs();
        edit.removeDigest("schema.brain");
        edit.recomputeGraph(BRAIN);
        assertThat(edit.digest("graph.brain")).isEmpty();
        assertThat(edit.digest("graph.brainy")).hasSize(64);

        LedgerEdit odd = twoGraphs();
        String before = odd.digest("graph.brain");
        odd.applied("schema.brain", "no digest");
        odd.recomputeGraph(BRAIN);
        assertThat(odd.digest("graph.brain")).isEqualTo(before);
    }

    @Test
    void graphApplied_setsBothStatuses() {
        LedgerEdit edit = twoGraphs();
        edit.status("graph.brain", Status.ERROR, "some_condition", "why");
        edit.status("schema.brain", Status.DRIFTED, "", "");
        edit.graphApplied(BRAIN);
        assertThat(edit.status("graph.brain")).isEqualTo(ResourceStatus.of(Status.APPLIED));
        assertThat(edit.status("schema.brain")).isEqualTo(ResourceStatus.of(Status.APPLIED));
    }

    @Test
    void removeGraph_takesItsSchemaAndQueriesAndTheirStatuses_andNoOtherGraphs() {
        LedgerEdit edit = twoGraphs();
        edit.removeGraph(BRAIN, "deleted", "2026-01-01T00:00:00Z");
        ClusterState after = edit.build();
        assertThat(after.resources()).containsOnlyKeys("graph.brainy", "query.brainy.people", "schema.brainy");
        assertThat(after.resourceStatuses()).containsOnlyKeys("graph.brainy", "query.brainy.people", "schema.brainy");
        assertThat(String.valueOf(after.observations().get("graph.brain")))
                .contains("\"exists\":false", "\"tombstone\":\"deleted\"");
        assertThat(edit.addresses()).containsExactly("graph.brainy", "query.brainy.people", "schema.brainy");
        assertThat(edit.isRevisionChanged()).isTrue();
    }

    @Test
    void removeGraph_retained_saysThatItStillExists() {
        LedgerEdit edit = twoGraphs();
        edit.removeGraph(BRAIN, "retained", "2026-01-01T00:00:00Z");
        assertThat(String.valueOf(edit.build().observations().get("graph.brain")))
                .contains("\"exists\":true", "\"tombstone\":\"retained\"");
    }

    @Test
    void status_alone_isAChangeOfTheLedger_andNoneOfTheRevision() {
        LedgerEdit edit = twoGraphs();
        edit.status("graph.brain", Status.DRIFTED, "c", "m");
        assertThat(edit.isChanged()).isTrue();
        assertThat(edit.isRevisionChanged()).isFalse();
        assertThat(edit.status("graph.none")).isNull();
    }
}
