package org.omnigraph.state.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.FaultyObjectStore;
import org.omnigraph.state.testing.FaultyObjectStore.Fault;
import org.omnigraph.state.testing.MemoryObjectStore;

class SidecarStoreTest {
    private static final Sidecar CREATE = new Sidecar(
            "01KAF0000000000000000000AA",
            "2026-11-21T12:00:00Z",
            "ana",
            SidecarKind.GRAPH_CREATE,
            "g",
            "/data/graphs/g.omni",
            Sidecar.NO_VERSION,
            Sidecar.NO_VERSION,
            "ab".repeat(32),
            "sha256:" + "cd".repeat(32),
            "",
            "01KAF0000000000000000000BB");

    private final MemoryObjectStore memory = new MemoryObjectStore();
    private final SidecarStore sidecars = new SidecarStore(memory);

    @Test
    void write_list_rewrite_retire() {
        assertThat(sidecars.list()).isEmpty();
        assertThat(sidecars.write(CREATE)).isEmpty();
        assertThat(memory.contents().values()).containsExactly("""
                        {
                          "actor": "ana",
                          "desired_schema_digest": "%s",
                          "graph_id": "g",
                          "graph_uri": "/data/graphs/g.omni",
                          "incarnation": "01KAF0000000000000000000BB",
                          "kind": "graph_create",
                          "operation_id": "01KAF0000000000000000000AA",
                          "schema_version": 1,
                          "started_at": "2026-11-21T12:00:00Z",
                          "state_cas_base": "sha256:%s"
                        }
                        """.formatted("ab".repeat(32), "cd".repeat(32)));

        Sidecar moved = CREATE.withExpectedManifestVersion(1);
        assertThat(sidecars.rewrite(moved)).isEmpty();
        assertThat(sidecars.list())
                .singleElement()
                .isInstanceOfSatisfying(
                        SidecarEntry.Valid.class,
                        entry -> assertThat(entry.sidecar()).isEqualTo(moved));

        sidecars.retire(moved);
        sidecars.retire(moved);
        assertThat(memory.contents()).isEmpty();
    }

    @Test
    void list_whatCannotBeRead_isNamedAndStays() {
        put("01A.json", "{");
        put("01B.json", "{\"schema_version\": 2}");
        put("notes.txt", "hello");
        put("odd name", "{}");
        assertThat(sidecars.write(CREATE)).isEmpty();
        put("other.json", memory.contents().getOrDefault("__cluster/recoveries/01KAF0000000000000000000AA.json", ""));

        assertThat(sidecars.list())
                .filteredOn(SidecarEntry.Unreadable.class::isInstance)
                .extracting(entry -> ((SidecarEntry.Unreadable) entry).problem())
                .extracting(Diagnostic::code)
                .containsExactly(
                        DiagnosticCode.INVALID_RECOVERY_SIDECAR,
                        DiagnosticCode.UNSUPPORTED_RECOVERY_SIDECAR_VERSION,
                        DiagnosticCode.INVALID_RECOVERY_SIDECAR,
                        DiagnosticCode.INVALID_RECOVERY_SIDECAR,
                        DiagnosticCode.INVALID_RECOVERY_SIDECAR);
        assertThat(memory.contents()).hasSize(6);
    }

    @Test
    void list_ofAnotherGraphsRoot_isInvalid() {
        assertThat(sidecars.write(CREATE)).isEmpty();
        String text = memory.contents().values().iterator().next();
        put("01KAF0000000000000000000AA.json", text.replace("\"graph_id\": \"g\"", "\"graph_id\": \"h\""));

        assertThat(sidecars.list()).singleElement().isInstanceOf(SidecarEntry.Unreadable.class);
    }

    @Test
    void list_failingStore_isNeverEmpty() {
        SidecarStore failing = new SidecarStore(new FaultyObjectStore(memory, 1, 1.0, EnumSet.of(Fault.FAILS)));

        assertThatExceptionOfType(StoreException.class).isThrownBy(failing::list);
    }

    @Test
    void write_unknown_isSaid() {
        SidecarStore doubtful =
                new SidecarStore(new FaultyObjectStore(memory, 1, 1.0, EnumSet.of(Fault.UNKNOWN_LANDED)));

        assertThat(doubtful.write(CREATE))
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo(DiagnosticCode.OUTCOME_UNKNOWN));
    }

    private void put(String name, String text) {
        assertThat(memory.put(SidecarStore.PREFIX.key(name), text.getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
    }
}
