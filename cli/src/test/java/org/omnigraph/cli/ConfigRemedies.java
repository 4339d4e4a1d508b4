package org.omnigraph.cli;

import static org.omnigraph.cli.RemedyRow.row;

import java.nio.file.Files;
import java.util.List;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Remedies of what `validate` finds in a config folder: edits, with the words taken from the message where it has
/// them.
final class ConfigRemedies {
    private static final String BOUND = "applies_to: [people]";
    private static final String WHOLE = """
            version: 1
            groups: { everyone: [me] }
            rules:
              - id: everyone-lists
                allow: { actors: { group: everyone }, actions: [graph_list] }
            """;

    private ConfigRemedies() {}

    static List<RemedyRow> rows() {
        return List.of(
                row(
                        DiagnosticCode.CONFIG_MISSING,
                        "a wrong name",
                        b -> b.written()
                                .showsOf("cluster", "validate")
                                .says("Name the folder that holds cluster.yaml with --config")
                                .greenOf(RemedyBench.cluster("validate"))),
                row(DiagnosticCode.CONFIG_MISSING, "cluster.yml", b -> {
                    b.written();
                    Files.move(b.path("cluster.yaml"), b.path("cluster.yml"));
                    b.shows("validate");
                    Files.move(
                            b.path(RemedyBench.group("Rename (\\S+) to", b.help(), 0)),
                            b.path(RemedyBench.group("to (\\S+)\\.$", b.help(), 0)));
                    b.green();
                }),
                row(DiagnosticCode.CONFIG_FILE_TOO_LARGE, b -> {
                    b.written();
                    String before = Files.readString(b.path("people.gq"));
                    b.write("people.gq", "//" + "x".repeat(17 << 20) + "\n" + before)
                            .shows("validate")
                            .says("check that it is the right one")
                            .write("people.gq", before)
                            .green();
                }),
                row(DiagnosticCode.CONFIG_FILE_UNREADABLE, b -> {
                    b.written();
                    String before = Files.readString(b.path("people.gq"));
                    Files.delete(b.path("people.gq"));
                    Files.createDirectory(b.path("people.gq"));
                    b.shows("validate").says("regular file");
                    Files.delete(b.path("people.gq"));
                    b.write("people.gq", before).green();
                }),
                row(DiagnosticCode.INVALID_CLUSTER_YAML, "a misspelt field", b -> {
                    b.written().yaml("schema:", "shema:").shows("validate");
                    b.yaml("shema", b.word(0)).green();
                }),
                row(DiagnosticCode.INVALID_CLUSTER_YAML, "an empty file", b -> {
                    b.written().write("cluster.yaml", "").shows("validate");
                    b.write("cluster.yaml", b.word(0) + "\n").green();
                }),
                row(DiagnosticCode.INVALID_CLUSTER_YAML, "an unknown choice", b -> {
                    b.written()
                            .yaml("schema: people.pg", "schema: people.pg\n    on_remove: drop")
                            .shows("validate");
                    b.yaml("drop", b.word(1)).green();
                }),
                row(DiagnosticCode.DANGLING_GRAPH_REFERENCE, b -> {
                    b.written().yaml(BOUND, "applies_to: [peopel]").shows("validate");
                    b.yaml("peopel", b.word(0)).green();
                }),
                row(
                        DiagnosticCode.DUPLICATE_POLICY_BINDING,
                        b -> b.written()
                                .write(
                                        "cluster.yaml",
                                        Files.readString(b.path("cluster.yaml"))
                                                + "  more:\n    file: base.policy.yaml\n    applies_to: [graph.people]\n")
                                .shows("validate")
                                .says("bind one of them elsewhere")
                                .write("more.policy.yaml", WHOLE)
                                .yaml("  more:\n    file: base", "  more:\n    file: more")
                                .yaml("[graph.people]", "[cluster]")
                                .green()),
                row(
                        DiagnosticCode.DUPLICATE_QUERY_NAME,
                        b -> b.written()
                                .write("people.gq", TinyCluster.QUERY + TinyCluster.QUERY)
                                .shows("validate")
                                .says("Rename one of")
                                .write(
                                        "people.gq",
                                        TinyCluster.QUERY + TinyCluster.QUERY.replace("townsfolk", "others"))
                                .green()),
                row(
                        DiagnosticCode.DUPLICATE_YAML_KEY,
                        b -> b.written()
                                .yaml("version: 1\n", "version: 1\nversion: 1\n")
                                .shows("validate")
                                .says("Remove one of the two.")
                                .yaml("version: 1\nversion: 1\n", "version: 1\n")
                                .green()),
                row(
                        DiagnosticCode.EMPTY_METADATA_NAME,
                        b -> b.written()
                                .yaml("version: 1\n", "version: 1\nmetadata: { name: ' ' }\n")
                                .shows("validate")
                                .says("leave `metadata` out")
                                .yaml("metadata: { name: ' ' }\n", "")
                                .green()),
                row(
                        DiagnosticCode.FUTURE_PHASE_FIELD,
                        b -> b.written()
                                .yaml("version: 1\n", "version: 1\npipelines: {}\n")
                                .shows("validate")
                                .says("Remove the field.")
                                .yaml("pipelines: {}\n", "")
                                .green()),
                row(
                        DiagnosticCode.INVALID_RESOURCE_ID,
                        b -> b.written()
                                .yaml("  people:", "  the.people:")
                                .yaml(BOUND, "applies_to: [cluster]")
                                .shows("validate")
                                .says("A-Z, a-z, 0-9, `_` and `-`")
                                .yaml("  the.people:", "  the_people:")
                                .yaml("applies_to: [cluster]", "applies_to: [the_people]")
                                .green()),
                row(
                        DiagnosticCode.INVALID_STORAGE_ROOT,
                        b -> b.written()
                                .yaml("version: 1\n", "version: 1\nstorage: ftp://host/brain\n")
                                .shows("validate")
                                .says("file:///path")
                                .yaml("ftp://host/brain", "stored")
                                .green()),
                row(DiagnosticCode.PATH_ESCAPES_CONFIG, b -> {
                    b.written();
                    Files.move(b.path("people.gq"), b.outside("people.gq"));
                    b.yaml("[people.gq]", "[../people.gq]").shows("validate").says("inside the folder");
                    Files.move(b.outside("people.gq"), b.path("people.gq"));
                    b.yaml("../people.gq", "people.gq").green();
                }),
                row(DiagnosticCode.POLICY_FILE_MISSING, b -> missing(b, "base.policy.yaml")),
                row(DiagnosticCode.SCHEMA_FILE_MISSING, b -> missing(b, "people.pg")),
                row(DiagnosticCode.QUERY_FILE_MISSING, b -> missing(b, "people.gq")),
                row(DiagnosticCode.POLICY_MISSING_APPLIES_TO, b -> {
                    b.written().yaml("    " + BOUND + "\n", "").shows("validate");
                    b.yaml(
                                    "file: base.policy.yaml",
                                    "file: base.policy.yaml\n    " + b.word(0).replace("graph", "people"))
                            .green();
                }),
                row(
                        DiagnosticCode.POLICY_MIXED_BINDING_KINDS,
                        b -> b.written()
                                .yaml(BOUND, "applies_to: [people, cluster]")
                                .shows("validate")
                                .says("Split it into two bundles")
                                .write("whole.policy.yaml", WHOLE)
                                .yaml("applies_to: [people, cluster]", BOUND + """

                                  whole:
                                    file: whole.policy.yaml
                                    applies_to: [cluster]
                                """)
                                .green()),
                row(DiagnosticCode.QUERY_DIR_EMPTY, b -> {
                    b.written().yaml("[people.gq]", "queries/");
                    Files.createDirectory(b.path("queries"));
                    b.shows("validate").says("Add a query file");
                    Files.move(b.path("people.gq"), b.path("queries/people.gq"));
                    b.green();
                }),
                row(DiagnosticCode.QUERY_DIR_UNREADABLE, b -> {
                    b.written()
                            .yaml("[people.gq]", "queries/")
                            .shows("validate")
                            .says("Create it");
                    Files.createDirectory(b.path("queries"));
                    Files.move(b.path("people.gq"), b.path("queries/people.gq"));
                    b.green();
                }),
                row(DiagnosticCode.QUERY_DIR_UNREADABLE, "a single file", b -> {
                    b.written()
                            .yaml("queries: [people.gq]", "queries: people.gq")
                            .shows("validate");
                    b.yaml("queries: people.gq", b.word(0)).green();
                }),
                row(DiagnosticCode.QUERY_KEY_MISMATCH, b -> {
                    b.written()
                            .yaml("[people.gq]", "{ townfolk: { file: people.gq } }")
                            .shows("validate");
                    b.yaml("townfolk", b.word(0)).green();
                }),
                row(
                        DiagnosticCode.SCHEMA_PARSE_ERROR,
                        b -> b.written()
                                .edit("people.pg", "age: I32?", "age I32?")
                                .showsOf("lint", RemedyBench.FOLDER + "/people.pg")
                                .says("Correct the place")
                                .edit("people.pg", "age I32?", "age: I32?")
                                .green()),
                row(DiagnosticCode.QUERY_PARSE_ERROR, b -> {
                    b.written();
                    Files.write(b.path("people.gq"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0});
                    b.shows("validate")
                            .says("Correct the place")
                            .write("people.gq", TinyCluster.QUERY)
                            .green();
                }),
                row(
                        DiagnosticCode.QUERY_TYPECHECK_SKIPPED,
                        b -> b.written()
                                .edit("people.pg", "age: I32?", "age: I33?")
                                .shows("validate")
                                .says("Correct the schema first.")
                                .edit("people.pg", "age: I33?", "age: I32?")
                                .green()),
                row(
                        DiagnosticCode.STATE_LOCK_DISABLED,
                        b -> b.imported()
                                .yaml("version: 1\n", "version: 1\nstate: { lock: false }\n")
                                .shows("apply", "--as", "me")
                                .yaml("state: { " + b.word(0) + " }\n", "")
                                .green()),
                row(DiagnosticCode.UNSUPPORTED_CLUSTER_CONFIG_VERSION, b -> {
                    b.written().yaml("version: 1", "version: 2").shows("validate");
                    b.yaml("version: 2", b.word(0)).green();
                }),
                row(DiagnosticCode.UNSUPPORTED_STATE_BACKEND, b -> {
                    b.written()
                            .yaml("version: 1\n", "version: 1\nstate: { backend: s3 }\n")
                            .shows("validate");
                    b.yaml("backend: s3", b.word(0)).green();
                }),
                row(DiagnosticCode.WRONG_KIND_REFERENCE, b -> {
                    b.written().yaml(BOUND, "applies_to: [schema.people]").shows("validate");
                    b.yaml("schema.people", b.word(0).replace("<id>", "people")).green();
                }));
    }

    /// Somebody moved a file away; the remedy is to put it where the config says.
    private static void missing(RemedyBench b, String file) throws Exception {
        b.written();
        Files.move(b.path(file), b.path("elsewhere"));
        b.shows("validate").says("Create it, or correct");
        Files.move(b.path("elsewhere"), b.path(file));
        b.green();
    }
}
