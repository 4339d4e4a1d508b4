package org.omnigraph.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.omnigraph.cli.format.Style;
import org.omnigraph.controlplane.task.StateObservations;
import org.omnigraph.controlplane.task.StatusEntry;

final class StatusListTest {
    @Test
    void append_firstLedgerWithoutTheGraph_saysThatApplyCreatesIt() {
        assertThat(text(1)).isEqualTo("""
                Ledger: revision 1, 0 resources, not fully converged

                Not there yet: `omnigraph cluster apply` creates it.
                  graph.library
                """);
    }

    @Test
    void append_laterLedgerWithoutTheGraph_needsAttention() {
        assertThat(text(2)).isEqualTo("""
                Ledger: revision 2, 0 resources, not fully converged

                Needs attention:
                  graph.library  drifted (graph_missing)
                  schema.library  drifted (graph_missing)
                """);
    }

    private static String text(long revision) {
        TreeMap<String, StatusEntry> statuses = new TreeMap<>();
        for (String address : List.of("graph.library", "schema.library")) {
            statuses.put(address, new StatusEntry("drifted", List.of("graph_missing"), ""));
        }
        StateObservations seen = new StateObservations(
                "s/state.json", "s/lock.json", true, "", revision, "", 0, false, "", false, "", "", "", -1, -1);
        StringBuilder text = new StringBuilder();
        StatusList.append(text, new TreeMap<>(), statuses, seen, ".", Style.PLAIN);
        return text.toString();
    }
}
