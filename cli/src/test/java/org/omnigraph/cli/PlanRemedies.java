package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.omnigraph.cli.RemedyRow.row;

import java.nio.file.Files;
import java.util.List;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Remedies of plans, approvals, saved plans and rollbacks.
final class PlanRemedies {
    private static final String PLAN = "the plan.json";

    private PlanRemedies() {}

    static List<RemedyRow> rows() {
        return List.of(
                row(
                        DiagnosticCode.APPROVAL_REQUIRED,
                        b -> b.applied()
                                .withoutGraph()
                                .shows("plan")
                                .runsPrinted("ACTOR", "me")
                                .green()),
                row(DiagnosticCode.APPROVAL_REQUIRED, "as people see it", b -> {
                    b.applied().withoutGraph().shows("plan");
                    b.runsLine(
                                    RemedyBench.group("(?m)^ +(omnigraph cluster approve .*)$", b.forPeople(), 0),
                                    "YOU",
                                    "me")
                            .green()
                            .runsLine(RemedyBench.group("(?m)^Next: (omnigraph .*)$", b.forPeople(), 0));
                }),
                row(DiagnosticCode.APPROVAL_REQUIRED, "in the help on the terminal", b -> {
                    b.applied().withoutGraph().shows("plan");
                    b.runsIn(b.run(RemedyBench.cluster("plan")).err(), "ACTOR", "me")
                            .green();
                }),
                row(DiagnosticCode.APPROVAL_REQUIRED, "explained", b -> {
                    b.applied().withoutGraph().shows("plan");
                    String why = b.run(RemedyBench.cluster("plan", "--explain", "graph.people"))
                            .out();
                    b.runsIn(why, "YOU", "me").green();
                }),
                row(DiagnosticCode.APPROVAL_REQUIRED, "as markdown", b -> {
                    b.applied().withoutGraph().shows("plan");
                    String comment = b.run(RemedyBench.cluster("plan", "--format", "markdown"))
                            .out();
                    b.runsIn(comment, "YOU", "me").green();
                }),
                // What is printed takes the place of the approval.
                row(
                        DiagnosticCode.APPROVAL_NOT_REQUIRED,
                        b -> b.applied()
                                .shows("approve", "graph.people", "--as", "me")
                                .runsPrinted()),
                row(DiagnosticCode.APPROVAL_NOT_REQUIRED, "another one is", b -> {
                    b.applied().withoutGraph().shows("approve", "policy.base", "--as", "me");
                    b.greenOf(RemedyBench.cluster(
                            "approve", RemedyBench.group("These do: (\\S+)\\.$", b.help(), 0), "--as", "me"));
                }),
                row(DiagnosticCode.APPROVAL_NOT_REQUIRED, "a protected graph", b -> {
                    b.written().yaml("schema: people.pg", "schema: people.pg\n    protect: true");
                    String declared = Files.readString(b.path("cluster.yaml"));
                    b.does("import", "--as", "me")
                            .does("apply", "--as", "me")
                            .withoutGraph()
                            .shows("approve", "graph.people", "--as", "me")
                            .write("cluster.yaml", declared.replace("protect: true", b.word(0)))
                            .does("apply", "--as", "me")
                            .withoutGraph()
                            .green();
                }),
                row(
                        DiagnosticCode.APPROVAL_STALE,
                        b -> b.applied()
                                .withoutGraph()
                                .does("approve", "graph.people", "--as", "me")
                                .write("cluster.yaml", "version: 1\nmetadata: { name: renamed }\n")
                                .shows("plan")
                                .runsPrinted()
                                .says("approve anew")
                                .does("approve", "graph.people", "--as", "me")
                                .green()),
                row(
                        DiagnosticCode.ACTOR_REQUIRED,
                        b -> b.applied()
                                .withoutGraph()
                                .shows("approve", "graph.people")
                                .says("Give --as ACTOR")
                                .greenOf(RemedyBench.cluster("approve", "graph.people", "--as", "me"))),
                row(DiagnosticCode.ACTOR_REQUIRED, "in the operator's file", b -> {
                    b.applied().withoutGraph().shows("approve", "graph.people").says("`operator.actor`");
                    var file = b.outside("home").resolve(RemedyBench.group("~/(\\S+)\\.$", b.help(), 0));
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, b.word(0).replace(".", ": { ") + ": me }\n");
                    b.green();
                }),
                row(
                        DiagnosticCode.APPLY_DEPENDENCY_BLOCKED,
                        b -> b.applied()
                                .withoutGraph()
                                .shows("apply", "--as", "me")
                                .runsIn(b.printed(b.word(0)), "YOU", "me")
                                .green()),
                row(DiagnosticCode.APPLY_UNSUPPORTED_CHANGE, b -> {
                    b.applied().edit("__cluster/state.json", "\"schema.people\"", "\"schema.lost\"");
                    b.shows("apply", "--as", "me");
                    assertThat(b.printed(b.word(0))).contains("declare the schema again");
                    b.yaml("graphs:\n", "graphs:\n  lost:\n    schema: people.pg\n")
                            .green();
                }),
                row(DiagnosticCode.PLAN_FILE_FOREIGN, b -> {
                    b.imported().does("plan", "--out", PLAN);
                    b.copy(b.path("."), b.outside("copy"));
                    b.showsOf("cluster", "apply", "--plan", PLAN, "--as", "me", "--config", "copy")
                            .says("Give the --config of the cluster")
                            .greenOf(RemedyBench.cluster("apply", "--plan", PLAN, "--as", "me"));
                }),
                row(DiagnosticCode.PLAN_FILE_INVALID, b -> {
                    b.imported();
                    Files.writeString(b.outside(PLAN), "nonsense");
                    b.shows("apply", "--as", "me", "--plan", PLAN)
                            .runsPrinted("FILE", PLAN)
                            .green();
                }),
                row(DiagnosticCode.PLAN_FILE_TAMPERED, b -> {
                    b.imported().does("plan", "--out", PLAN);
                    String plan = Files.readString(b.outside(PLAN));
                    Files.writeString(b.outside(PLAN), plan.replace("create", "delete"));
                    b.shows("apply", "--as", "me", "--plan", PLAN)
                            .runsPrinted("FILE", PLAN)
                            .green();
                }),
                row(
                        DiagnosticCode.PLAN_STALE,
                        b -> b.imported()
                                .does("plan", "--out", PLAN)
                                .edit("people.gq", "townsfolk", "neighbours")
                                .shows("apply", "--as", "me", "--plan", PLAN)
                                .runsPrinted("FILE", PLAN)
                                .green()),
                row(
                        DiagnosticCode.PLAN_NOT_SAVED,
                        b -> b.written()
                                .shows("plan", "--out", PLAN)
                                .runsPrinted()
                                .green()),
                row(
                        DiagnosticCode.PLAN_NOT_SAVED,
                        "a change waits",
                        b -> b.applied()
                                .write("__cluster/recoveries/01KB000000000000000000000A.json", RecoveryRemedies.DELETE)
                                .shows("plan", "--out", PLAN)
                                .runsPrinted()
                                .green()),
                row(DiagnosticCode.ROLLBACK_PART_REFUSED, b -> {
                    b.imported()
                            .edit("people.pg", "    age: I32?\n", "    age: I32?\n    pay: I32\n")
                            .does("apply", "--as", "me")
                            .edit("people.pg", "    pay: I32\n", "")
                            .does("apply", "--as", "me")
                            .shows("rollback", "--to", "2", "--reason", "pay is needed", "--as", "me")
                            .says("through the config, with plan and apply")
                            .edit("people.pg", "    age: I32?\n", "    age: I32?\n    paid: I32?\n")
                            .does("plan")
                            .greenOf(RemedyBench.cluster("apply", "--as", "me"));
                }),
                row(
                        DiagnosticCode.INVALID_USAGE,
                        "no such revision",
                        b -> b.applied()
                                .shows("history", "show", "99")
                                .runsPrinted()
                                .greenOf(RemedyBench.cluster("history", "show", "1"))),
                row(
                        DiagnosticCode.RESOURCE_CONTENT_CHANGED,
                        b -> b.imported()
                                .disturbed((operation, key) -> {
                                    if (key.equals("__cluster/state.json")) {
                                        Files.writeString(b.path("people.gq"), TinyCluster.QUERY + "// changed\n");
                                    }
                                })
                                .shows("apply", "--as", "me")
                                .says("Run the command again.")
                                .mended()
                                .green()));
    }
}
