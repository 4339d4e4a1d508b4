package org.omnigraph.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// The commands by the names that their published schemas have.
final class PublishedCommands {
    /// Speaks a protocol of its own and refuses `--json`.
    private static final String PROTOCOL = "lsp";

    private PublishedCommands() {}

    /// Which schema describes what these arguments print with `--json`.
    static String of(String... args) {
        List<String> words = List.of(args);
        if (words.contains("--help") || words.contains("-h")) {
            return "help";
        }
        CommandLine line = CommandTree.whole();
        List<String> names = new ArrayList<>();
        for (String word : words) {
            CommandLine below = line.getSubcommands().get(word);
            if (below == null) {
                break;
            }
            names.add(word);
            line = below;
        }
        boolean prints = line.getSubcommands().isEmpty() && !names.contains(PROTOCOL);
        return prints ? String.join(" ", names) : "failure";
    }

    /// Every command that prints a document of its own.
    static List<String> all() {
        List<String> names = new ArrayList<>();
        collect(CommandTree.whole(), "", names);
        names.remove(PROTOCOL);
        return names;
    }

    private static void collect(CommandLine line, String above, List<String> names) {
        if (line.getSubcommands().isEmpty()) {
            names.add(above.strip());
        }
        line.getSubcommands().forEach((name, below) -> collect(below, above + " " + name, names));
    }
}
