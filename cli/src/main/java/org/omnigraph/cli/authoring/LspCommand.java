package org.omnigraph.cli.authoring;

import java.nio.file.Path;
import java.util.List;
import org.omnigraph.authoring.lsp.LanguageService;
import org.omnigraph.cli.format.TextView;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.cli.shell.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `omnigraph lsp`.
@Command(
        name = "lsp",
        description = "Serve an editor: problems, hover, completion, definitions and layout of .pg and .gq files.",
        footer = {
            "",
            "Speaks the Language Server Protocol on standard input and output; editors start it.",
            "What to set up in which editor: docs/guides/editors.md"
        })
public final class LspCommand implements CliCommand {
    @Option(names = "--stdio", description = "Changes nothing; some editors always give it.")
    boolean stdio;

    @Override
    public Result run(Invocation invocation) {
        if (invocation.json()) {
            throw Refusal.usage("lsp speaks a protocol of its own", "Leave out --json.");
        }
        Shell shell = invocation.shell();
        int code = LanguageService.serve(
                shell.stdin(),
                shell.out(),
                shell.interruption()::onRequest,
                line -> shell.err().println("omnigraph lsp: " + line),
                runbooks(shell));
        return new Result(new TextView("lsp", ""), List.of(), code);
    }

    private static String runbooks(Shell shell) {
        return shell.programHome().isEmpty()
                ? ""
                : Path.of(shell.programHome(), "docs", "runbooks").toUri().toString();
    }
}
