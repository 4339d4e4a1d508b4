package org.omnigraph.cli.schema;

import java.util.List;
import org.omnigraph.catalog.schema.MigrationStep;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.cli.client.GraphClient;
import org.omnigraph.cli.client.SchemaDifference;
import org.omnigraph.cli.client.TargetOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Exits;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `omnigraph schema plan`.
@Command(
        name = "plan",
        description = "Show how a live graph would be migrated to a schema. Writes nothing.",
        footer = {"", "Example: omnigraph schema plan films.omni --schema films.pg"})
public final class SchemaPlanCommand implements CliCommand {
    @Parameters(arity = "0..1", paramLabel = "URI", description = "The graph's root unless an option names it.")
    String address = "";

    @Mixin
    SchemaFileOption schema = new SchemaFileOption();

    @Mixin
    TargetOption target = new TargetOption();

    @Mixin
    DropOption drops = new DropOption();

    @Option(names = "--detailed-exitcode", description = "Exit with 2 if there are changes.")
    boolean detailedExitCode;

    @Override
    public Result run(Invocation invocation) {
        SchemaModel desired = schema.compile(invocation.shell());
        try (GraphClient graph = target.open(address, "", invocation.shell())) {
            SchemaDifference difference = graph.schemaPlan(desired, drops.mode());
            List<Diagnostic> diagnostics = unsupported(difference);
            int exit = diagnostics.isEmpty() && detailedExitCode && difference.sourceChanged()
                    ? Exits.CHANGES
                    : Exits.of(diagnostics);
            return new Result(new SchemaPlanView(difference, diagnostics), diagnostics, exit);
        }
    }

    private List<Diagnostic> unsupported(SchemaDifference difference) {
        return difference.plan().steps().stream()
                .filter(step -> step instanceof MigrationStep.UnsupportedChange)
                .map(step -> (MigrationStep.UnsupportedChange) step)
                .map(step -> Diagnostic.of(
                        DiagnosticCode.SCHEMA_CHANGE_UNSUPPORTED,
                        schema.file,
                        (step.code().isEmpty() ? "" : "[" + step.code() + "] ") + step.entity() + ": " + step.reason()))
                .toList();
    }
}
