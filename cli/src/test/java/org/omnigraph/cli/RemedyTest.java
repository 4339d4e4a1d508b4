package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Every remedy that the control plane prints is carried out, and the command that printed it is green afterwards.
///
/// The control plane's codes are those that the sources of `controlplane` and `state` name. What only the languages,
/// the engine or the server name has its own tests: the corpus, the engine's and the boot's.
final class RemedyTest {
    private static final Pattern NAMED = Pattern.compile("\\bDiagnosticCode\\.([A-Z][A-Z_0-9]+)\\b");

    /// Why a remedy is not carried out here. Each needs something that no process can bring about by itself.
    private static final Map<DiagnosticCode, String> NOT_TRIED = RemedyExclusions.REASONS;

    @TempDir
    Path folder;

    static List<RemedyRow> rows() {
        List<RemedyRow> rows = new ArrayList<>();
        rows.addAll(ConfigRemedies.rows());
        rows.addAll(LedgerRemedies.rows());
        rows.addAll(PlanRemedies.rows());
        rows.addAll(RecoveryRemedies.rows());
        rows.addAll(OperatorRemedies.rows());
        rows.addAll(StoreRemedies.rows());
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void remedy_carriedOut_endsGreen(RemedyRow row) throws Exception {
        row.steps().play(new RemedyBench(folder, row.code()));
    }

    @Test
    void codes_haveEachARowOrAReason() throws IOException {
        Set<DiagnosticCode> untried = named();
        rows().forEach(row -> untried.remove(row.code()));
        untried.removeAll(NOT_TRIED.keySet());
        assertThat(untried).as("codes without a remedy that is tried").isEmpty();
    }

    @Test
    void rowsAndReasons_areAboutCodesThatAreStillNamed_andReasonsAreFew() throws IOException {
        Set<DiagnosticCode> named = named();
        Set<DiagnosticCode> tried = EnumSet.noneOf(DiagnosticCode.class);
        rows().forEach(row -> tried.add(row.code()));
        assertThat(named).containsAll(tried).containsAll(NOT_TRIED.keySet());
        assertThat(tried).doesNotContainAnyElementsOf(NOT_TRIED.keySet());
        assertThat(NOT_TRIED).hasSizeLessThanOrEqualTo(named.size() / 10);
        assertThat(NOT_TRIED.values()).allMatch(reason -> reason.endsWith("."));
    }

    @AfterAll
    static void report() {
        long codes = rows().stream().map(RemedyRow::code).distinct().count();
        System.out.println("[tried] remedies: " + codes + " codes, " + RemedyBench.commandsRun() + " commands run");
    }

    /// The codes that the sources of command line, control plane and state name.
    private static Set<DiagnosticCode> named() throws IOException {
        Set<DiagnosticCode> named = EnumSet.noneOf(DiagnosticCode.class);
        for (Path sources : List.of("cli", "authoring", "controlplane", "state").stream()
                .map(module -> Path.of("..", module, "src/main/java"))
                .toList()) {
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    Matcher matcher = NAMED.matcher(Files.readString(file));
                    while (matcher.find()) {
                        named.add(DiagnosticCode.valueOf(matcher.group(1)));
                    }
                }
            }
        }
        assertThat(named).hasSizeGreaterThan(100);
        return named;
    }
}
