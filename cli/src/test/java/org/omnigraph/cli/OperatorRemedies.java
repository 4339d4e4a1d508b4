package org.omnigraph.cli;

import static org.omnigraph.cli.RemedyRow.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Predicate;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Remedies of the command line itself, the operator's files, sources, servers and the files that data come
/// from and go to.
final class OperatorRemedies {
    private static final String GRAPH = RemedyBench.FOLDER + "/graphs/people.omni";
    private static final String ERROR = "{\"error\":\"no\"}";
    private static final String[] LIST = {"graphs", "list", "--server", "prod"};

    private OperatorRemedies() {}

    static List<RemedyRow> rows() {
        return List.of(
                row(DiagnosticCode.INVALID_USAGE, "a command misspelt", b -> {
                    b.imported().shows("aply", "--as", "me").runsPrinted();
                    b.greenOf(RemedyBench.cluster(b.word(0), "--as", "me"));
                }),
                row(DiagnosticCode.INVALID_USAGE, "a cluster's folder", b -> {
                    b.applied().showsOf("export", "-o", "out.jsonl", "--store", RemedyBench.FOLDER);
                    List<String> words = ShellWords.of(b.word(0));
                    b.greenOf(
                            "export",
                            "-o",
                            "out.jsonl",
                            words.get(0),
                            words.get(1).replace("ID", "people"));
                }),
                row(DiagnosticCode.GRAPH_IN_CLUSTER, b -> {
                    b.applied().edit("people.pg", "age: I32?", "age: I32?\n    note: String?");
                    b.showsOf("schema", "apply", "--store", GRAPH, "--schema", RemedyBench.FOLDER + "/people.pg")
                            .runsPrinted("DIR", RemedyBench.FOLDER)
                            .greenOf(RemedyBench.cluster("plan", "--detailed-exitcode"));
                }),
                row(DiagnosticCode.SCHEMA_CHANGE_UNSUPPORTED, b -> {
                    b.applied().edit("people.pg", "age: I32?", "age: String?");
                    b.showsOf("schema", "plan", "--store", GRAPH, "--schema", RemedyBench.FOLDER + "/people.pg")
                            .says("add a new property or type beside the old one")
                            .edit("people.pg", "age: String?", "age: I32?\n    years: String?")
                            .green();
                }),
                row(DiagnosticCode.OPERATOR_CONFIG_INVALID, b -> {
                    b.imported();
                    Files.writeString(b.outside("omnigraph.yaml"), "cli: [");
                    b.shows("apply").says("give --as ACTOR").greenOf(RemedyBench.cluster("apply", "--as", "me"));
                }),
                row(DiagnosticCode.OPERATOR_CONFIG_INVALID, "credentials", served(200, ERROR, asked -> true, b -> {
                    Path credentials = b.outside("home/.omnigraph/credentials");
                    Files.writeString(credentials, "nonsense");
                    Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
                    b.showsOf(LIST);
                    Files.delete(credentials);
                    b.input("secret").runsPrinted("NAME", "prod").green();
                })),
                row(DiagnosticCode.CREDENTIALS_EXPOSED, served(200, ERROR, asked -> true, b -> {
                    Path credentials = b.outside("home/.omnigraph/credentials");
                    Files.writeString(credentials, "{}");
                    Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-r--r--"));
                    b.showsOf(LIST).runsPrinted().green();
                })),
                row(
                        DiagnosticCode.SERVER_REFUSED,
                        served(401, ERROR, asked -> asked.bearer().equals("Bearer secret"), b -> {
                            b.showsOf(LIST)
                                    .input("secret")
                                    .runsPrinted("NAME", "prod")
                                    .green();
                        })),
                row(DiagnosticCode.SERVER_FAILED, served(500, ERROR, asked -> asked.number() > 0, b -> {
                    b.showsOf(LIST).says("then try again").green();
                })),
                row(
                        DiagnosticCode.SERVER_REJECTED,
                        served(400, ERROR, asked -> asked.uri().contains("mode=merge"), b -> {
                            b.showsOf(load(b, "--mode", "append"))
                                    .says("Correct what the message names.")
                                    .greenOf(load(b, "--mode", "merge"));
                        })),
                row(
                        DiagnosticCode.KEY_CONFLICT,
                        served(
                                409,
                                "{\"error\":\"there is one\",\"key_conflict\":{}}",
                                asked -> asked.uri().contains("mode=merge"),
                                b -> {
                                    b.showsOf(load(b, "--mode", "append"));
                                    b.greenOf(load(b, ShellWords.of(b.word(0)).toArray(String[]::new)));
                                })),
                row(DiagnosticCode.WRITE_CONFLICT, served(429, ERROR, asked -> asked.number() > 0, b -> {
                    b.showsOf(load(b)).says("Run the command again.").green();
                })),
                row(
                        DiagnosticCode.OUTCOME_UNKNOWN,
                        "of a served write",
                        served(503, ERROR, asked -> asked.number() > 0, b -> {
                            b.showsOf(load(b)).says("run the command again").green();
                        })),
                row(
                        DiagnosticCode.GRAPH_NOT_FOUND,
                        b -> b.applied()
                                .showsOf("export", "-o", "out.jsonl", "--store", GRAPH.replace("people", "peple"))
                                .runsPrinted("DIR", RemedyBench.FOLDER)
                                .greenOf("export", "-o", "out.jsonl", "--store", GRAPH)),
                row(
                        DiagnosticCode.GRAPH_NOT_FOUND,
                        "served",
                        served(404, ERROR, asked -> !asked.uri().contains("peple"), b -> {
                            b.showsOf("load", "--server", "prod", "--graph", "peple", input(b))
                                    .runsPrinted();
                            b.greenOf(load(b));
                        })),
                row(DiagnosticCode.SERVER_UNREACHABLE, b -> {
                    name(b, "http://127.0.0.1:1");
                    b.showsOf(LIST).says("Check the address");
                    served(200, ERROR, asked -> true, RemedyBench::green).play(b);
                }),
                row(
                        DiagnosticCode.SOURCE_NOT_FORMATTED,
                        b -> b.written()
                                .edit("people.gq", "    match", "  match")
                                .showsOf("fmt", "--check", RemedyBench.FOLDER + "/people.gq")
                                .runsPrinted()
                                .green()),
                row(DiagnosticCode.INPUT_MISSING, b -> {
                    b.applied()
                            .showsOf("load", "--store", GRAPH, "poeple.jsonl", "--as", "me")
                            .says("Check the path.");
                    b.greenOf("load", "--store", GRAPH, "people.jsonl", "--as", "me");
                }),
                row(DiagnosticCode.INPUT_UNREADABLE, b -> {
                    b.applied()
                            .showsOf("load", "--store", GRAPH, RemedyBench.FOLDER, "--as", "me")
                            .says("regular text file");
                    b.greenOf("load", "--store", GRAPH, "people.jsonl", "--as", "me");
                }),
                row(DiagnosticCode.OUTPUT_NOT_CREATED, b -> {
                    b.applied().showsOf("export", "-o", "new folder/out.jsonl", "--store", GRAPH);
                    b.says("a folder that exists");
                    Files.createDirectory(b.outside("new folder"));
                    b.green();
                }),
                row(DiagnosticCode.OUTPUT_FAILED, b -> {
                    b.applied();
                    b.run("load", "--store", GRAPH, "people.jsonl", "--as", "me");
                    b.showsOf("export", "-o", "/dev/full", "--store", GRAPH)
                            .says("where the output goes")
                            .greenOf("export", "-o", "out.jsonl", "--store", GRAPH);
                }));
    }

    /// Steps while a stand-in server runs that the operator's file calls `prod`.
    private static RemedyRow.Steps served(
            int status, String refusal, Predicate<StandInServer.Asked> content, RemedyRow.Steps steps) {
        return b -> {
            try (StandInServer server = StandInServer.refusing(status, refusal, content)) {
                name(b, server.url());
                steps.play(b);
            }
        };
    }

    /// Calls a server `prod` in the operator's file.
    private static void name(RemedyBench b, String url) throws Exception {
        Path file = b.outside("home/.omnigraph/config.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "servers:\n  prod: { url: \"" + url + "\" }\n");
    }

    private static String input(RemedyBench b) throws Exception {
        Files.writeString(b.outside("one.jsonl"), "{}\n");
        return "one.jsonl";
    }

    private static String[] load(RemedyBench b, String... more) throws Exception {
        List<String> words = new java.util.ArrayList<>(List.of("load", "--server", "prod", "--graph", "people"));
        words.addAll(List.of(more));
        words.add(input(b));
        return words.toArray(String[]::new);
    }
}
