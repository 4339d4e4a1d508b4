package org.omnigraph.controlplane.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/// The commands by name. Binding a command by reflection costs milliseconds, and a command line names only one: so
/// only that one is bound, and the whole tree only for help, completion and mistakes.
final class CommandTree {
    private CommandTree() {}

    private static Map<String, Supplier<Object>> top() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("version", VersionCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put("completion", CompletionCommand::new);
        return commands;
    }

    /// Every command.
    static CommandLine whole() {
        return forArguments();
    }

    /// The commands that these arguments can be about.
    static CommandLine forArguments(String... args) {
        CommandLine root = new CommandLine(new RootCommand());
        add(root, top(), args.length > 0 ? args[0] : "");
        return configure(root);
    }

    private static void add(CommandLine parent, Map<String, Supplier<Object>> known, String wanted) {
        known.forEach((name, command) -> {
            if (!known.containsKey(wanted) || name.equals(wanted)) {
                parent.addSubcommand(name, new CommandLine(command.get()));
            }
        });
    }

    private static CommandLine configure(CommandLine line) {
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedOptionsAllowed(false);
        line.setExpandAtFiles(false);
        line.setUsageHelpWidth(80);
        return line;
    }
}
