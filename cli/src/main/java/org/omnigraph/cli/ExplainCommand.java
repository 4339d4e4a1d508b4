package org.omnigraph.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `omnigraph explain CODE`.
@Command(name = "explain", description = "Explain a diagnostic code: meaning, remedy, runbook.")
final class ExplainCommand implements CliCommand {
    @Parameters(paramLabel = "CODE", description = "A code as errors show it, such as `state_lock_held`.")
    String code = "";

    @Override
    public Result run(Invocation invocation) {
        String wireName = code.toLowerCase(Locale.ROOT);
        Optional<DiagnosticCode> found = DiagnosticCode.ofWireName(wireName);
        if (found.isEmpty()) {
            List<String> known = Arrays.stream(DiagnosticCode.values())
                    .map(DiagnosticCode::wireName)
                    .toList();
            throw Refusal.usage(
                    "there is no diagnostic code `" + code + "`",
                    Suggestions.nearest(wireName, known)
                            .map(name -> "Did you mean `" + name + "`?")
                            .orElse("Copy the code from the square brackets behind `error`."));
        }
        return Result.ok(new ExplainView(found.get()));
    }
}
