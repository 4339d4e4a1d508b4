package org.omnigraph.cli.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnigraph.cli.shell.InputFiles;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What to run: `-e TEXT` or a file, its parameters, and which declaration of it.
final class SourceOption {
    @Parameters(
            arity = "0..2",
            paramLabel = "URI|FILE",
            description = "The graph's root unless an option names it; then the .gq file unless -e gives the text "
                    + "(- reads standard input).")
    List<String> positionals = List.of();

    @Option(names = "-e", paramLabel = "TEXT", description = "The text of the query itself.")
    @Nullable
    String text;

    @Option(names = "--name", paramLabel = "NAME", description = "Which declaration, if there are several.")
    String name = "";

    @Option(
            names = "--params",
            paramLabel = "JSON|@FILE",
            description = "Parameters as one JSON object, names without $.")
    String params = "{}";

    /// The graph among the positional arguments; empty if none of them is one.
    String address() {
        int files = text == null ? 1 : 0;
        if (positionals.size() > files + 1) {
            throw Refusal.usage(
                    "there is no use for the argument `" + positionals.getLast() + "`",
                    "Give a file or -e TEXT, not both.");
        }
        return positionals.size() == files + 1 ? positionals.getFirst() : "";
    }

    /// The text to run.
    String source(Shell shell) {
        String given = text;
        if (given != null) {
            return given;
        }
        if (positionals.isEmpty()) {
            throw Refusal.usage("there is nothing to run", "Give -e 'TEXT' or a .gq file.");
        }
        return InputFiles.text(positionals.getLast(), shell);
    }

    /// What messages call the text.
    String sourceName() {
        return text != null || positionals.isEmpty() ? "-e" : positionals.getLast();
    }
}
