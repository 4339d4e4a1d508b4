package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.omnigraph.controlplane.plan.Disposition;
import org.omnigraph.controlplane.plan.Operation;
import org.omnigraph.controlplane.recover.SweepDecision;

/// docs/reference/contract-rows.md against the golden sessions: every row of the contract's tables is shown,
/// for people and in JSON, and every session is there for something.
final class ContractRowsTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "contract-rows.md");
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern OTHER = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [^|]+ \\|$");
    private static final Pattern CODED = Pattern.compile("`([^`]+)`");

    /// A row of one of the four tables.
    ///
    /// @param outcome what is in backquotes there must be printed by each of its sessions
    private record Row(String id, String outcome, List<String> sessions) {
        static Row of(MatchResult match) {
            return new Row(match.group(1), match.group(3), coded(match.group(4)));
        }
    }

    /// What a session shows.
    private record Shown(boolean people, boolean json, String output) {
        static Shown of(String name) throws IOException {
            boolean people = false;
            boolean json = false;
            StringBuilder output = new StringBuilder();
            String text = Files.readString(ScenarioTest.SCENARIOS.resolve(name + ".txtar"));
            for (String line : text.substring(text.indexOf(Scenario.SESSION)).split("\n", -1)) {
                if (line.startsWith("$ ")) {
                    boolean asksJson = line.endsWith(" --json") || line.contains(" --json ");
                    json |= asksJson;
                    people |= line.startsWith("$ omnigraph") && !asksJson && !line.endsWith(" --quiet");
                } else {
                    output.append(line.startsWith("!") ? line.substring(1) : line)
                            .append('\n');
                }
            }
            return new Shown(people, json, output.toString());
        }
    }

    private static List<String> coded(String text) {
        return CODED.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows =
                ROW.matcher(Files.readString(PAGE)).results().map(Row::of).toList();
        assertThat(rows).extracting(Row::id).doesNotHaveDuplicates().hasSizeGreaterThan(50);
        assertThat(Files.readAllLines(PAGE))
                .filteredOn(line -> line.matches("\\| [A-Z]\\d.*"))
                .as("rows that are none")
                .hasSameSizeAs(rows);
        return rows;
    }

    private static Set<String> coded(List<Row> rows, String table) {
        Set<String> words = new TreeSet<>();
        rows.stream().filter(row -> row.id().startsWith(table)).forEach(row -> words.addAll(coded(row.outcome())));
        return words;
    }

    @Test
    void row_everyOne_isShownForPeopleAndInJson() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows()) {
            if (row.sessions().isEmpty()) {
                wrong.add(row.id() + " has no session");
            }
            for (String session : row.sessions()) {
                if (!Files.exists(ScenarioTest.SCENARIOS.resolve(session + ".txtar"))) {
                    wrong.add(row.id() + ": there is no session " + session);
                    continue;
                }
                Shown shown = Shown.of(session);
                if (!shown.people() || !shown.json()) {
                    wrong.add(row.id() + ": " + session + " is not both for people and JSON");
                }
                coded(row.outcome()).stream()
                        .filter(word -> !shown.output().contains(word))
                        .forEach(word -> wrong.add(row.id() + ": " + session + " does not print " + word));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void session_everyOne_isNamedOnce() throws IOException {
        Set<String> ofRows = new TreeSet<>();
        rows().forEach(row -> ofRows.addAll(row.sessions()));
        List<String> others = OTHER.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList();
        List<String> named = new ArrayList<>(ofRows);
        named.addAll(others);
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(ScenarioTest.scenarios().stream()
                        .map(file -> file.replace(".txtar", ""))
                        .toList());
    }

    /// The code's own lists: what a plan or a sweep can come to has a row.
    @Test
    void outcome_everyOne_hasARow() throws IOException {
        List<Row> rows = rows();
        Set<String> expected = new TreeSet<>(Set.of(
                "approval_required",
                "apply_unsupported_kind",
                "cluster_recovery_pending",
                "dependency_not_applied",
                "protected"));
        Arrays.stream(Disposition.values()).map(Disposition::wireName).forEach(expected::add);
        Arrays.stream(Operation.values()).map(Operation::wireName).forEach(expected::add);
        assertThat(coded(rows, "D")).containsAll(expected);

        String page = Files.readString(PAGE);
        assertThat(Arrays.stream(SweepDecision.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .allSatisfy(decision -> assertThat(page).contains("(" + decision + ")"));
    }
}
