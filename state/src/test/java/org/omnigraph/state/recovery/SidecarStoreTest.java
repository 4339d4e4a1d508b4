package org.omnigraph.state.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.FaultyObjectStore;
import org.omnigraph.state.testing.FaultyObjectStore.Fault;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.StoreOperation;

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

    @Test
    void rewrite_unknown_isSaid() {
        SidecarStore doubtful =
                new SidecarStore(new FaultyObjectStore(memory, 1, 1.0, EnumSet.of(Fault.UNKNOWN_LANDED)));

        assertThat(doubtful.rewrite(CREATE)).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo(DiagnosticCode.OUTCOME_UNKNOWN);
            assertThat(problem.message()).contains("injected");
        });
    }

    @Test
    void write_takenId_isSaidAndNotOverwritten() {
        assertThat(sidecars.write(CREATE)).isEmpty();
        assertThat(sidecars.write(CREATE.withExpectedManifestVersion(3)))
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo(DiagnosticCode.OUTCOME_UNKNOWN));
        assertThat(only().sidecar()).isEqualTo(CREATE);
    }

    @Test
    void list_longerThanAnySidecar_isNamedAndNeverLeftOut() {
        put("01A.json", "{" + " ".repeat(64 << 10) + "}");

        assertInvalid("__cluster/recoveries/01A.json", "longer");
    }

    @Test
    void list_unknownFieldOrWrongKind_isInvalid() {
        assertThat(sidecars.write(CREATE)).isEmpty();
        String text = memory.contents().values().iterator().next();
        String name = "01KAF0000000000000000000AA.json";
        put(name, text.replaceFirst("\\{", "{\"surprise\": 1,"));
        assertInvalid("__cluster/recoveries/" + name, "surprise");
        put(name, text.replace("graph_create", "graph_rename"));
        assertInvalid("__cluster/recoveries/" + name, "graph_rename");
        put(name, text.replace("/data/graphs/g.omni", "/data/graphs/g.omni/"));
        assertThat(only().sidecar().graphUri()).endsWith("g.omni/");
        put(name, text.replace("/data/graphs/g.omni", "/data/graphs/gg.omni/"));
        assertInvalid("__cluster/recoveries/" + name, "root of graph");
    }

    @Test
    void list_versionsThatAreKnown_areReadBack() {
        Sidecar moved = CREATE.withExpectedManifestVersion(0);
        assertThat(sidecars.write(moved)).isEmpty();
        assertThat(only().sidecar()).isEqualTo(moved);
        assertThat(moved.expectedManifestVersion()).isZero();
    }

    @Test
    void list_whatIsNoFile_isNamedAndNeverLeftOut(@TempDir Path folder) throws Exception {
        Path recoveries = Files.createDirectories(folder.resolve("__cluster/recoveries"));
        Files.createDirectory(recoveries.resolve("01A.json"));
        Files.createSymbolicLink(recoveries.resolve("01B.json"), folder.resolve("elsewhere"));
        Files.createDirectory(recoveries.resolve("odd\\name"));
        List<String> expected = new ArrayList<>(List.of("01A.json", "01B.json", "odd\\name"));
        if (new ProcessBuilder("mkfifo", recoveries.resolve("01C.json").toString())
                        .start()
                        .waitFor()
                == 0) {
            expected.add(2, "01C.json");
        }
        SidecarStore local = new SidecarStore(LocalObjectStore.at(folder));
        assertThat(local.write(CREATE)).isEmpty();

        assertThat(local.list())
                .filteredOn(SidecarEntry.Unreadable.class::isInstance)
                .extracting(entry -> ((SidecarEntry.Unreadable) entry).problem())
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(DiagnosticCode.INVALID_RECOVERY_SIDECAR))
                .extracting(Diagnostic::path)
                .isEqualTo(expected.stream()
                        .map(name -> "__cluster/recoveries/" + name)
                        .toList());
        assertThat(local.list()).hasSize(expected.size() + 1);
    }

    @Test
    void list_oneThatMayNotBeRead_isNamedAndNeverLeftOut() {
        assertThat(sidecars.write(CREATE)).isEmpty();
        SidecarStore denied = new SidecarStore(new InterceptingObjectStore(memory) {
            @Override
            protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
                if (operation == StoreOperation.GET) {
                    throw new StoreException(DiagnosticCode.STORE_PERMISSION_DENIED, key, "permission denied");
                }
                return call.get();
            }
        });

        assertThat(denied.list()).singleElement().isInstanceOf(SidecarEntry.Unreadable.class);
        assertThat(denied.list().getFirst().name()).endsWith("AA.json");
    }

    private SidecarEntry.Valid only() {
        assertThat(sidecars.list()).singleElement().isInstanceOf(SidecarEntry.Valid.class);
        return (SidecarEntry.Valid) sidecars.list().getFirst();
    }

    private void assertInvalid(String name, String word) {
        assertThat(sidecars.list()).singleElement().isInstanceOfSatisfying(SidecarEntry.Unreadable.class, entry -> {
            assertThat(entry.name()).isEqualTo(name);
            assertThat(entry.problem().code()).isEqualTo(DiagnosticCode.INVALID_RECOVERY_SIDECAR);
            assertThat(entry.problem().message()).contains(word);
        });
    }

    private void put(String name, String text) {
        assertThat(memory.put(SidecarStore.PREFIX.key(name), text.getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
    }
}
