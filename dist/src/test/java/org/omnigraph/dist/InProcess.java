package org.omnigraph.dist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.omnigraph.cli.Omnigraph;
import org.omnigraph.cli.ProcessBackends;
import org.omnigraph.cli.shell.Interruption;
import org.omnigraph.cli.shell.Screen;
import org.omnigraph.cli.shell.Shell;

/// The command line inside the test's process, with real stores: for what it does and says many times over. How it
/// starts is tested through [Program].
final class InProcess {
    private InProcess() {}

    /// Runs `omnigraph` with these arguments in `folder`. What it prints with `--json` must be what its schema says.
    static Program.Result omnigraph(Path folder, Map<String, String> environment, String stdin, String... args)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                folder,
                folder.resolve("home"),
                Screen.NONE,
                new Interruption(),
                InstantSource.system(),
                new ProcessBackends(environment, notice -> {}),
                RepositoryFiles.ROOT.toString());
        int exit = Omnigraph.run(shell, args);
        String printed = out.toString(StandardCharsets.UTF_8);
        PublishedSchemas.check(List.of(args), printed);
        return new Program.Result(exit, printed, err.toString(StandardCharsets.UTF_8));
    }
}
