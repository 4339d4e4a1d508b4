package org.omnigraph.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// A wrong command line as a diagnostic: what was not understood, and the nearest thing that would have been.
final class UsageErrors {
    private UsageErrors() {}

    static Result result(ParameterException e) {
        CommandLine line = e.getCommandLine();
        String command = line.getCommandSpec().qualifiedName();
        String help = "Run `" + command + " --help`.";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            boolean option = word.startsWith("-") && word.length() > 1;
            String name = option && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            Collection<String> known = option
                    ? optionsOf(line)
                    : new ArrayList<>(line.getSubcommands().keySet());
            Optional<String> nearest = Suggestions.nearest(name, known);
            String message;
            if (option) {
                message = "`" + command + "` has no option `" + name + "`";
            } else if (line.getSubcommands().isEmpty()) {
                message = "`" + command + "` does not take the argument `" + name + "`";
            } else {
                message = "`" + command + "` has no command `" + name + "`";
            }
            return result(
                    message,
                    nearest.map(found -> "Did you mean `" + found + "`? ").orElse("") + help);
        }
        String message = e instanceof MaxValuesExceededException ? "an option was given too often" : firstLine(e);
        return result(message, help);
    }

    private static List<String> optionsOf(CommandLine line) {
        List<String> names = new ArrayList<>();
        line.getCommandSpec().optionsMap().keySet().forEach(names::add);
        return names;
    }

    private static String firstLine(ParameterException e) {
        String message = e.getMessage() == null ? "wrong usage" : e.getMessage();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }

    private static Result result(String message, String help) {
        return Result.failed(
                List.of(Diagnostic.of(DiagnosticCode.INVALID_USAGE, "", message).withHelp(help)));
    }
}
