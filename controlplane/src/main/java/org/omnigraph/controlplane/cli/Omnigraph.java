package org.omnigraph.controlplane.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.omnigraph.controlplane.shell.Interruption;
import org.omnigraph.controlplane.shell.Refusal;
import org.omnigraph.controlplane.shell.Screen;
import org.omnigraph.controlplane.shell.Shell;
import org.omnigraph.controlplane.view.TextView;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.state.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The program `omnigraph`: binds the command line, runs the command, prints what it hands back, and exits with its
/// code.
public final class Omnigraph {
    private Omnigraph() {}

    public static void main(String[] args) {
        QuietLogging.install(args);
        StandardStream stdout = new StandardStream(FileDescriptor.out);
        PrintStream out = new PrintStream(new BufferedOutputStream(stdout, 1 << 16), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new StandardStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Interruption interruption = new Interruption();
        interruption.listenToSignals();
        Shell shell = new Shell(
                System.in,
                out,
                err,
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home", ".")),
                Screen.ofProcess(System.getenv()),
                interruption,
                InstantSource.system(),
                new ProcessBackends(System.getenv()),
                System.getProperty("omnigraph.home", ""));
        int code = run(shell, args);
        out.flush();
        if (!stdout.failure().isEmpty()) {
            err.println("omnigraph: standard output cannot be written: " + stdout.failure());
            code = code == 0 ? 74 : code;
        }
        interruption.finished();
        System.exit(code);
    }

    /// Runs the program in this process: no exit, no signal, nothing but the shell is touched.
    ///
    /// @return the exit code
    public static int run(Shell shell, String... args) {
        Invocation unbound = Invocation.guess(shell, args);
        Invocation invocation = unbound;
        Result result;
        try {
            CommandLine commands = CommandTree.forArguments(args);
            ParseResult parsed = commands.parseArgs(args);
            RootCommand options = (RootCommand) commands.getCommandSpec().userObject();
            invocation = Invocation.of(shell, options);
            result = dispatch(deepest(parsed), options.help, invocation);
        } catch (ParameterException e) {
            result = UsageErrors.result(e);
        } catch (Refusal e) {
            result = Result.failed(e.diagnostics());
        } catch (StoreException e) {
            result = Result.failed(Failures.diagnostics(e));
        } catch (GraphException e) {
            result = Result.failed(Failures.diagnostics(e));
        } catch (RuntimeException | Error e) {
            result = Result.failed(List.of(Failures.internal(e)));
        }
        return print(result, invocation);
    }

    private static Result dispatch(ParseResult parsed, boolean help, Invocation invocation) {
        CommandLine line = parsed.commandSpec().commandLine();
        if (help || parsed.isUsageHelpRequested()) {
            return Result.ok(new TextView("help", line.getUsageMessage(CommandLine.Help.Ansi.OFF)));
        }
        if (line.getCommand() instanceof CliCommand command) {
            return command.run(invocation);
        }
        String wanted = parsed.commandSpec().qualifiedName();
        throw Refusal.usage("`" + wanted + "` needs a command", "Run `" + wanted + " --help` to see them.");
    }

    private static ParseResult deepest(ParseResult parsed) {
        ParseResult current = parsed;
        while (current.hasSubcommand()) {
            current = current.subcommand();
        }
        return current;
    }

    private static int print(Result result, Invocation invocation) {
        try {
            Printer.print(result, invocation);
            return result.exitCode();
        } catch (RuntimeException e) {
            Printer.print(Result.failed(List.of(Failures.internal(e))), invocation);
            return 70;
        }
    }
}
