package org.omnigraph.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.omnigraph.cli.authoring.FmtCommand;
import org.omnigraph.cli.authoring.LintCommand;
import org.omnigraph.cli.authoring.LspCommand;
import org.omnigraph.cli.authoring.SchemaJsonCommand;
import org.omnigraph.cli.cluster.ApplyCommand;
import org.omnigraph.cli.cluster.ApproveCommand;
import org.omnigraph.cli.cluster.ClusterGroup;
import org.omnigraph.cli.cluster.DoctorCommand;
import org.omnigraph.cli.cluster.DriftCommand;
import org.omnigraph.cli.cluster.ForceUnlockCommand;
import org.omnigraph.cli.cluster.HistoryCommand;
import org.omnigraph.cli.cluster.ImportCommand;
import org.omnigraph.cli.cluster.PlanCommand;
import org.omnigraph.cli.cluster.RefreshCommand;
import org.omnigraph.cli.cluster.ReplayCommand;
import org.omnigraph.cli.cluster.RollbackCommand;
import org.omnigraph.cli.cluster.StatusCommand;
import org.omnigraph.cli.cluster.ValidateCommand;
import org.omnigraph.cli.graph.ExportCommand;
import org.omnigraph.cli.graph.GraphsGroup;
import org.omnigraph.cli.graph.GraphsListCommand;
import org.omnigraph.cli.graph.InitCommand;
import org.omnigraph.cli.graph.LoadCommand;
import org.omnigraph.cli.operator.LoginCommand;
import org.omnigraph.cli.operator.LogoutCommand;
import org.omnigraph.cli.query.MutateCommand;
import org.omnigraph.cli.query.QueriesGroup;
import org.omnigraph.cli.query.QueriesListCommand;
import org.omnigraph.cli.query.QueriesValidateCommand;
import org.omnigraph.cli.query.QueryCommand;
import org.omnigraph.cli.quickstart.QuickstartCommand;
import org.omnigraph.cli.schema.SchemaApplyCommand;
import org.omnigraph.cli.schema.SchemaGroup;
import org.omnigraph.cli.schema.SchemaPlanCommand;
import org.omnigraph.cli.schema.SchemaShowCommand;
import picocli.CommandLine;

/// The commands by name. Binding a command by reflection costs milliseconds, and a command line names only one: so
/// only that one is bound, and the whole tree only for help, completion and mistakes.
final class CommandTree {
    private CommandTree() {}

    private static Map<String, Supplier<Object>> top() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put(
                "quickstart",
                () -> new QuickstartCommand(
                        (shell, arguments) -> Omnigraph.run(shell, arguments.toArray(String[]::new))));
        commands.put("cluster", ClusterGroup::new);
        commands.put("init", InitCommand::new);
        commands.put("load", LoadCommand::new);
        commands.put("query", QueryCommand::new);
        commands.put("mutate", MutateCommand::new);
        commands.put("export", ExportCommand::new);
        commands.put("schema", SchemaGroup::new);
        commands.put("queries", QueriesGroup::new);
        commands.put("fmt", FmtCommand::new);
        commands.put("lint", LintCommand::new);
        commands.put("lsp", LspCommand::new);
        commands.put("schema-json", SchemaJsonCommand::new);
        commands.put("graphs", GraphsGroup::new);
        commands.put("login", LoginCommand::new);
        commands.put("logout", LogoutCommand::new);
        commands.put("version", VersionCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put("completion", CompletionCommand::new);
        return commands;
    }

    private static Map<String, Supplier<Object>> cluster() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("validate", ValidateCommand::new);
        commands.put("import", ImportCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("apply", ApplyCommand::new);
        commands.put("approve", ApproveCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("refresh", RefreshCommand::new);
        commands.put("drift", DriftCommand::new);
        commands.put("history", HistoryCommand::new);
        commands.put("rollback", RollbackCommand::new);
        commands.put("force-unlock", ForceUnlockCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put("replay", ReplayCommand::new);
        return commands;
    }

    private static Map<String, Supplier<Object>> schema() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("show", SchemaShowCommand::new);
        commands.put("plan", SchemaPlanCommand::new);
        commands.put("apply", SchemaApplyCommand::new);
        return commands;
    }

    private static Map<String, Supplier<Object>> queries() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("list", QueriesListCommand::new);
        commands.put("validate", QueriesValidateCommand::new);
        return commands;
    }

    private static Map<String, Supplier<Object>> below(String name) {
        return switch (name) {
            case "cluster" -> cluster();
            case "graphs" -> Map.of("list", GraphsListCommand::new);
            case "schema" -> schema();
            case "queries" -> queries();
            default -> Map.of();
        };
    }

    /// Every command.
    static CommandLine whole() {
        return forArguments();
    }

    /// The commands that these arguments can be about.
    static CommandLine forArguments(String... args) {
        CommandLine root = new CommandLine(new RootCommand());
        String first = args.length > 0 ? args[0] : "";
        String second = args.length > 1 ? args[1] : "";
        chosen(top(), first).forEach((name, command) -> {
            CommandLine line = new CommandLine(command.get());
            chosen(below(name), second).forEach((below, inner) -> line.addSubcommand(below, inner.get()));
            root.addSubcommand(name, line);
        });
        return configure(root);
    }

    /// Only the wanted command if there is one of that name, else all.
    private static Map<String, Supplier<Object>> chosen(Map<String, Supplier<Object>> known, String wanted) {
        Supplier<Object> command = known.get(wanted);
        return command == null ? known : Map.of(wanted, command);
    }

    private static CommandLine configure(CommandLine line) {
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedOptionsAllowed(false);
        line.setExpandAtFiles(false);
        line.setUsageHelpWidth(80);
        return line;
    }
}
