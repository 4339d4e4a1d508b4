package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.ExitCode;
import org.omnigraph.state.diagnostic.Severity;

/// The one registry of codes: ordered, complete, and every code is really emitted somewhere (style.md §2).
class DiagnosticCodeRegistryTest {
    @Test
    void codes_areInAlphabeticalOrder() {
        List<String> names = Arrays.stream(DiagnosticCode.values())
                .map(DiagnosticCode::wireName)
                .toList();
        assertThat(names).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void codes_sayWhatTheyMeanAndWhatToDo() {
        for (DiagnosticCode code : DiagnosticCode.values()) {
            assertThat(code.meaning()).as(code.wireName()).isNotBlank().endsWith(".");
            assertThat(code.remedy()).as(code.wireName()).isNotBlank().endsWith(".");
            assertThat(code.runbook()).as(code.wireName()).matches("[a-z-]+");
            assertThat(code.severity() == Severity.WARNING)
                    .as(code.wireName() + ": only warnings exit with 0")
                    .isEqualTo(code.exitCode() == ExitCode.OK);
        }
    }

    @Test
    void codes_nameARunbookThatExists() {
        for (DiagnosticCode code : DiagnosticCode.values()) {
            assertThat(RepositoryFiles.ROOT.resolve("docs/runbooks/" + code.runbook() + ".md"))
                    .as(code.wireName())
                    .exists();
        }
    }

    @Test
    void codes_areEmittedSomewhere() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (Path source : RepositoryFiles.javaSources()) {
            if (!source.endsWith("DiagnosticCode.java") && source.toString().contains("src/main")) {
                sources.append(Files.readString(source));
            }
        }
        List<String> silent = new ArrayList<>();
        for (DiagnosticCode code : DiagnosticCode.values()) {
            if (sources.indexOf(code.name()) < 0) {
                silent.add(code.wireName());
            }
        }
        assertThat(silent).isEmpty();
    }
}
