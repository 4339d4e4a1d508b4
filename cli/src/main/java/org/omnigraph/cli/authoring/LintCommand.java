package org.omnigraph.cli.authoring;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnigraph.authoring.source.LintFiles;
import org.omnigraph.authoring.source.LintOutcome;
import org.omnigraph.authoring.source.SourceKind;
import org.omnigraph.catalog.query.lint.SchemaOrigin;
import org.omnigraph.cli.client.GraphClient;
import org.omnigraph.cli.client.TargetOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Exits;
import org.omnigraph.cli.shell.InputFiles;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.engine.api.ReadTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `omnigraph lint`.
@Command(
        name = "lint",
        description = "Check .pg and .gq files and give advice: a whole cluster folder, or files by name.",
        footer = {"", "Example: omnigraph lint queries --schema knowledge.pg"})
public final class LintCommand implements CliCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files and folders (default: what the cluster folder declares).")
    List<String> paths = List.of();

    @Option(names = "--schema", paramLabel = "FILE", description = "The .pg file that queries are checked against.")
    @Nullable
    String schema;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "The folder with cluster.yaml, linted as a whole (default: the current one).")
    @Nullable
    String config;

    @Mixin
    TargetOption target = new TargetOption();

    @Override
    public Result run(Invocation invocation) {
        Shell shell = invocation.shell();
        LintOutcome outcome = paths.isEmpty() ? folder(shell) : files(shell);
        return new Result(new LintView(outcome), outcome.diagnostics(), Exits.of(outcome.diagnostics()));
    }

    private LintOutcome folder(Shell shell) {
        if (schema != null || target.isGiven()) {
            throw Refusal.usage("a schema is named, and no file to check against it", "Name .gq files or folders.");
        }
        return LintFiles.folder(shell.asWritten(config == null ? "." : config));
    }

    private LintOutcome files(Shell shell) {
        if (config != null) {
            throw Refusal.usage("--config is exclusive with files", "Lint the whole folder, or files with --schema.");
        }
        if (schema != null && target.isGiven()) {
            throw Refusal.usage("--schema is exclusive with --store and --server", "Give one schema.");
        }
        List<String> files = SourcePaths.find(paths, shell);
        Optional<LintFiles.Schema> source = schema(shell);
        Optional<String> queries = files.stream().filter(SourceKind::isQueries).findFirst();
        if (queries.isPresent() && source.isEmpty()) {
            throw Refusal.usage(
                    "`" + queries.get() + "` needs a schema to be checked against",
                    "Give --schema FILE, or --store or --server for a live graph's, or lint the folder with --config.");
        }
        return LintFiles.files(files, source, new ShellFiles(shell));
    }

    private Optional<LintFiles.Schema> schema(Shell shell) {
        String file = schema;
        if (file != null) {
            return Optional.of(new LintFiles.Schema(new SchemaOrigin.OfFile(file), InputFiles.text(file, shell)));
        }
        if (!target.isGiven()) {
            return Optional.empty();
        }
        try (GraphClient graph = target.open("", "", shell)) {
            return Optional.of(new LintFiles.Schema(
                    new SchemaOrigin.OfGraph(graph.location()), graph.schemaSource(ReadTarget.MAIN)));
        }
    }
}
