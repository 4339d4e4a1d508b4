package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.omnigraph.cli.RemedyRow.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.omnigraph.cli.shell.Interruption;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.testing.StoreOperation;

/// Remedies of graphs and catalog contents that are not as they should be, and of commands that were interrupted.
final class RecoveryRemedies {
    static final String DELETE = sidecar("graph_delete", "people");
    private static final String SIDECAR = "__cluster/recoveries/01KB000000000000000000000A.json";
    private static final String FORMAT = "graphs/people.omni/format.json";

    private RecoveryRemedies() {}

    static List<RemedyRow> rows() {
        return List.of(
                row(DiagnosticCode.CATALOG_PAYLOAD_MISSING, b -> {
                    b.applied();
                    Files.delete(b.only("__cluster/resources", "townsfolk"));
                    b.shows("doctor").runsPrinted().green();
                }),
                row(DiagnosticCode.CATALOG_PAYLOAD_MISMATCH, b -> {
                    b.applied();
                    Files.writeString(b.only("__cluster/resources", "townsfolk"), "// another\n");
                    b.shows("doctor").runsPrinted().green();
                }),
                row(
                        DiagnosticCode.CATALOG_PAYLOAD_READ_ERROR,
                        b -> b.applied()
                                .failing(DiagnosticCode.STORE_IO_ERROR, StoreOperation.GET, "__cluster/resources/")
                                .shows("refresh", "--as", "me")
                                .says("Check the store")
                                .mended()
                                .green()),
                row(
                        DiagnosticCode.CLUSTER_RECOVERY_PENDING,
                        b -> b.applied()
                                .write(SIDECAR, DELETE)
                                .shows("status")
                                .runsPrinted()
                                .green()),
                row(DiagnosticCode.CLUSTER_RECOVERY_ADOPTED, b -> {
                    strangerAt(b, "people");
                    b.write(SIDECAR, sidecar("graph_create", "people"))
                            .shows("refresh", "--as", "me")
                            .says("Look at the plan")
                            .runsPrinted()
                            .green();
                }),
                row(
                        DiagnosticCode.CLUSTER_RECOVERY_ROLLED_FORWARD,
                        b -> b.applied()
                                .write(SIDECAR, DELETE)
                                .remove("graphs/people.omni")
                                .withoutGraph()
                                .shows("apply", "--as", "me")
                                .says("Nothing to do.")
                                .green()),
                row(
                        DiagnosticCode.INVALID_RECOVERY_SIDECAR,
                        b -> b.applied()
                                .write(SIDECAR, "nonsense")
                                .shows("apply", "--as", "me")
                                .says("before removing it")
                                .remove(SIDECAR)
                                .green()),
                row(
                        DiagnosticCode.INVALID_APPROVAL,
                        b -> b.applied()
                                .write("__cluster/approvals/01KB000000000000000000000A.json", "nonsense")
                                .shows("doctor")
                                .says("remove it")
                                .remove("__cluster/approvals/01KB000000000000000000000A.json")
                                .green()),
                row(DiagnosticCode.GRAPH_CREATE_INCOMPLETE, b -> {
                    b.imported()
                            .write(FORMAT, "nonsense")
                            .write(SIDECAR, sidecar("graph_create", "people"))
                            .shows("apply", "--as", "me");
                    Path root = Path.of(RemedyBench.group("Remove (.*?), then", b.help(), 0));
                    b.remove(b.path(".").relativize(root).toString())
                            .runsPrinted()
                            .green();
                }),
                row(DiagnosticCode.GRAPH_ALREADY_EXISTS, b -> {
                    standsAlone(b);
                    b.says("name another root").greenOf("init", "others.omni", "--schema", "first.pg", "--as", "me");
                }),
                row(DiagnosticCode.GRAPH_ALREADY_EXISTS, "it is to have another schema", b -> {
                    standsAlone(b);
                    b.runsLine(b.word(0) + " films.omni --schema first.pg --as me");
                }),
                row(DiagnosticCode.GRAPH_UNAVAILABLE, b -> {
                    b.applied().copy(b.path(FORMAT), b.outside("backup"));
                    b.write(FORMAT, "nonsense")
                            .showsOf("queries", "validate", "--cluster", RemedyBench.FOLDER, "--graph", "people")
                            .says("see the runbook");
                    // The refresh says in turn that a backup is to be restored (GRAPH_OBSERVATION_ERROR).
                    b.copy(b.outside("backup"), b.path(FORMAT))
                            .does("refresh", "--as", "me")
                            .green();
                }),
                row(DiagnosticCode.GRAPH_CREATE_FAILED, b -> {
                    strangerAt(b, "people");
                    b.shows("apply", "--as", "me").runsPrinted().green();
                }),
                row(DiagnosticCode.GRAPH_CREATE_SKIPPED, b -> {
                    strangerAt(b, "people");
                    b.yaml("graphs:\n", "graphs:\n  zoo:\n    schema: people.pg\n")
                            .shows("apply", "--as", "me")
                            .says("Mend that step, then apply again.")
                            .does("refresh", "--as", "me")
                            .green();
                }),
                row(
                        DiagnosticCode.SCHEMA_APPLY_FAILED,
                        b -> b.applied()
                                .edit("people.pg", "age: I32?", "age: String?")
                                .shows("apply", "--as", "me")
                                .says("Change the schema")
                                .edit("people.pg", "age: String?", "age: I32?")
                                .green()),
                row(DiagnosticCode.SCHEMA_APPLY_SKIPPED, b -> {
                    b.applied().edit("people.pg", "age: I32?", "age: I32?\n    pay: I32?");
                    b.yaml("graphs:\n", "graphs:\n  ape:\n    schema: people.pg\n")
                            .write("graphs/ape.omni/format.json", "?");
                    b.shows("apply", "--as", "me")
                            .says("Mend that step, then apply again.")
                            .remove("graphs/ape.omni")
                            .green();
                }),
                row(
                        DiagnosticCode.GRAPH_DELETE_SKIPPED,
                        b -> b.applied()
                                .write("cluster.yaml", "version: 1\ngraphs:\n  ape:\n    schema: people.pg\n")
                                .does("approve", "graph.people", "--as", "me")
                                .write("graphs/ape.omni/format.json", "?")
                                .shows("apply", "--as", "me")
                                .says("Mend that step, then apply again.")
                                .remove("graphs/ape.omni")
                                .green()),
                row(DiagnosticCode.GRAPH_DELETE_FAILED, b -> {
                    b.applied().withoutGraph().does("approve", "graph.people", "--as", "me");
                    b.copy(b.path(FORMAT), b.outside("backup"))
                            .write(FORMAT, "nonsense")
                            .shows("apply", "--as", "me");
                    b.copy(b.outside("backup"), b.path(FORMAT)).runsPrinted().green();
                }),
                row(
                        DiagnosticCode.GRAPH_DELETE_INCOMPLETE,
                        b -> b.applied()
                                .write(SIDECAR, DELETE)
                                .shows("apply", "--as", "me")
                                .runsPrinted()
                                .green()),
                row(DiagnosticCode.GRAPH_MISSING, b -> {
                    b.applied().copy(b.path("graphs"), b.outside("backup"));
                    b.remove("graphs").shows("doctor").says("Restore a backup");
                    b.copy(b.outside("backup"), b.path("graphs")).green();
                }),
                row(DiagnosticCode.GRAPH_OBSERVATION_ERROR, b -> {
                    b.applied().copy(b.path(FORMAT), b.outside("backup"));
                    b.write(FORMAT, "nonsense").shows("refresh", "--as", "me").says("restore it from a backup");
                    b.copy(b.outside("backup"), b.path(FORMAT)).green();
                }),
                row(DiagnosticCode.GRAPH_CORRUPT, b -> {
                    Path file = b.applied().only("graphs", "node.Town/metadata/");
                    b.copy(file, b.outside("backup"));
                    Files.delete(file);
                    b.shows("doctor").says("Put the same file back from a copy");
                    b.copy(b.outside("backup"), file).green();
                }),
                row(
                        DiagnosticCode.SCHEMA_MISMATCH,
                        b -> b.applied()
                                .edit("people.pg", "age: I32?", "age: I32?\n    pay: I32?")
                                .shows("refresh", "--as", "me")
                                .runsPrinted()
                                .green()),
                row(DiagnosticCode.SCHEMA_PREVIEW_UNAVAILABLE, b -> {
                    b.applied().copy(b.path(FORMAT), b.outside("backup"));
                    b.edit("people.pg", "age: I32?", "age: I32?\n    pay: I32?")
                            .write(FORMAT, "nonsense")
                            .shows("plan");
                    b.copy(b.outside("backup"), b.path(FORMAT)).runsPrinted().green();
                }),
                row(DiagnosticCode.INTERRUPTED, b -> {
                    Interruption interruption = new Interruption();
                    interruption.request();
                    b.imported()
                            .interruption(interruption)
                            .shows("apply", "--as", "me")
                            .says("Run it again")
                            .mended()
                            .green();
                }));
    }

    static String sidecar(String kind, String graph) {
        String digest = kind.equals("graph_delete") ? "" : "0".repeat(64);
        return """
                {"schema_version":1,"operation_id":"01KB000000000000000000000A","started_at":"2026-01-01T00:00:00Z",\
                "actor":"me","kind":"%s","graph_id":"%s","graph_uri":"graphs/%s.omni","desired_schema_digest":"%s"}
                """.formatted(kind, graph, graph, digest);
    }

    /// A graph of no cluster, where another one is to be made.
    private static void standsAlone(RemedyBench b) throws Exception {
        Files.writeString(b.outside("first.pg"), TinyCluster.SCHEMA);
        String[] init = {"init", "films.omni", "--schema", "first.pg", "--as", "me"};
        assertThat(b.run(init).exitCode()).isZero();
        b.showsOf(init);
    }

    /// A graph that somebody else made stands where one is to be created.
    private static void strangerAt(RemedyBench b, String graph) throws Exception {
        TinyCluster other = TinyCluster.applied(Files.createDirectories(b.outside("other")));
        b.imported().copy(other.folder().resolve(other.graph()), b.path("graphs/" + graph + ".omni"));
    }
}
