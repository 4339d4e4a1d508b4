package org.omnigraph.cli.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.MigrationText;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.controlplane.plan.ApprovalRequired;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Operation;
import org.omnigraph.controlplane.task.PlanOutcome;
import org.omnigraph.state.diagnostic.Diagnostic;

/// A plan as a comment on a pull request. Every line stands for itself, so that a bounded comment leaves whole lines
/// out; what a reader must not miss (deletes, what is held back, approvals, errors) is never among them. What comes
/// from files stands in code spans: nothing in it can become markup.
final class PlanMarkdown {
    private static final Style WIDE = new Style(false, 100_000);

    private final PlanOutcome outcome;
    private final List<Line> lines = new ArrayList<>();

    private PlanMarkdown(PlanOutcome outcome) {
        this.outcome = outcome;
    }

    /// @param mustStay true if no bound may leave it out
    private record Line(String text, boolean mustStay) {
        int bytes() {
            return text.getBytes(StandardCharsets.UTF_8).length + 1;
        }
    }

    /// The comment, at most so many bytes.
    ///
    /// @param maxBytes at least [#smallest]; 0 for no bound
    static String render(PlanOutcome outcome, int maxBytes) {
        return new PlanMarkdown(outcome).fill().fit(maxBytes);
    }

    /// How many bytes the comment has with everything left out that may be.
    static int smallest(PlanOutcome outcome) {
        PlanMarkdown markdown = new PlanMarkdown(outcome).fill();
        boolean whole = markdown.lines.stream().allMatch(Line::mustStay);
        return markdown.bytesOfMust() + (whole ? 0 : note(markdown.lines.size()).bytes());
    }

    private PlanMarkdown fill() {
        if (!outcome.ok()) {
            must("### The plan for " + code(outcome.configDir()) + " failed");
            must("");
            for (Diagnostic problem : outcome.diagnostics()) {
                line(
                        "- " + code(problem.code().wireName()) + " " + code(place(problem)) + " "
                                + code(problem.message()),
                        problem.isError());
            }
            return this;
        }
        must("### Plan for " + code(outcome.configDir()));
        must("");
        must(summary());
        if (outcome.changes().isEmpty()) {
            if (!outcome.pending().isNone()) {
                must("");
                must("**But** " + code(Waiting.sentence(outcome.pending())) + ".");
            }
            return this;
        }
        must("");
        outcome.changes().forEach(this::change);
        outcome.approvalsRequired().forEach(this::approval);
        warnings();
        return this;
    }

    private String summary() {
        String ledger = outcome.stateObservations().stateFound()
                ? "ledger revision " + outcome.stateObservations().stateRevision()
                : "no ledger yet";
        String counts = outcome.changes().isEmpty() ? "No changes" : ChangeList.counts(outcome.changes(), false);
        return "**" + counts + "**, " + outcome.unchangedCount() + " unchanged, against " + ledger + ".";
    }

    private void change(Change change) {
        boolean removal = change.operation() == Operation.DELETE || change.operation() == Operation.FORGET;
        String notes = ChangeList.notes(change, Style.PLAIN);
        String text = "- " + code(change.resource().toString()) + " "
                + (removal || change.isHeldBack()
                        ? "**" + change.operation().wireName() + "**"
                        : change.operation().wireName())
                + (notes.isEmpty() ? "" : ": " + notes.replace("_", "\\_").replace("[", "\\["));
        line(text, removal || change.isHeldBack());
        change.migration().ifPresent(plan -> {
            StringBuilder steps = new StringBuilder();
            MigrationText.append(steps, plan.steps(), "", WIDE);
            steps.toString().lines().forEach(step -> line("  - " + code(step), step.startsWith("!")));
        });
    }

    private void approval(ApprovalRequired approval) {
        must("");
        must("**Approval " + (approval.satisfied() ? "given" : "needed") + "** for "
                + code(approval.resource().toString()) + ": " + approval.reason() + ".");
        if (!approval.satisfied()) {
            must(code(Commands.cluster("approve " + approval.resource() + " --as YOU", outcome.configDir())));
        }
    }

    private void warnings() {
        List<Diagnostic> rest = outcome.diagnostics().stream()
                .filter(problem -> outcome.approvalsRequired().stream()
                        .noneMatch(approval -> approval.resource().toString().equals(problem.path())))
                .toList();
        if (!rest.isEmpty()) {
            line("", false);
            rest.forEach(problem -> line(
                    "- " + problem.severity().name().toLowerCase(Locale.ROOT) + " "
                            + code(problem.code().wireName()) + " " + code(problem.message()),
                    false));
        }
    }

    private void must(String text) {
        line(text, true);
    }

    private void line(String text, boolean mustStay) {
        lines.add(new Line(text, mustStay));
    }

    private static String place(Diagnostic problem) {
        return problem.position().line() > 0
                ? problem.path() + ":" + problem.position().line()
                : problem.path();
    }

    private int bytesOfMust() {
        return lines.stream().filter(Line::mustStay).mapToInt(Line::bytes).sum();
    }

    private String fit(int maxBytes) {
        int all = lines.stream().mapToInt(Line::bytes).sum();
        boolean whole = maxBytes == 0 || all <= maxBytes;
        int room = whole ? all : maxBytes - bytesOfMust() - note(lines.size()).bytes();
        StringBuilder text = new StringBuilder();
        int left = 0;
        for (Line line : lines) {
            boolean fits = whole || line.mustStay() || (left == 0 && line.bytes() <= room);
            if (fits) {
                text.append(line.text()).append('\n');
                room -= line.mustStay() ? 0 : line.bytes();
            } else {
                left++;
            }
        }
        return left == 0 ? text.toString() : text + note(left).text() + "\n";
    }

    private static Line note(int left) {
        return new Line(
                "\n_" + Prose.count(left, "line", "lines")
                        + " left out for size; every delete and everything held back is shown._",
                true);
    }

    /// A code span whose fence is longer than any run of backticks in it.
    private static String code(String text) {
        String clean = Prose.printable(text);
        int longest = 0;
        int run = 0;
        for (int i = 0; i < clean.length(); i++) {
            run = clean.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        String space = longest > 0 ? " " : "";
        return clean.isEmpty() ? "" : fence + space + clean + space + fence;
    }
}
