package org.omnigraph.cli.authoring;

import java.util.List;
import org.omnigraph.authoring.source.FormatFiles;
import org.omnigraph.authoring.source.FormatOutcome;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Exits;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.cli.shell.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `omnigraph fmt`.
@Command(
        name = "fmt",
        description = "Lay out .pg and .gq files in the one style; nothing but white space changes.",
        footer = {"", "A file with syntax errors stays as it is. A changed file has a new digest: plan shows it."})
public final class FmtCommand implements CliCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files and folders (default: the current folder). Hidden folders, __cluster and graph roots "
                    + "are left alone.")
    List<String> paths = List.of(".");

    @Option(names = "--check", description = "Write nothing; list unformatted files and exit with 65.")
    boolean check;

    @Override
    public Result run(Invocation invocation) {
        Shell shell = invocation.shell();
        FormatOutcome outcome = FormatFiles.run(SourcePaths.find(paths, shell), check, new ShellFiles(shell));
        return new Result(new FormatView(outcome), outcome.diagnostics(), Exits.of(outcome.diagnostics()));
    }
}
