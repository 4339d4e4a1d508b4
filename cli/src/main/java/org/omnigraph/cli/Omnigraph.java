package org.omnigraph.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.omnigraph.cli.format.Advice;
import org.omnigraph.cli.format.TextView;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.FailureResults;
import org.omnigraph.cli.shell.InterruptedCommand;
import org.omnigraph.cli.shell.Interruption;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.cli.shell.Screen;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.state.diagnostic.ExitCode;
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
                new ProcessBackends(System.getenv(), ProcessBackends.linesOn(err)),
                System.getProperty("omnigraph.home", ""));
        int code = run(shell, args);
        out.flush();
        if (!stdout.failure().isEmpty()) {
            err.println("omnigraph: standard output cannot be written: " + stdout.failure());
            code = code == 0 ? 74 : code;
        }
        if (code == ExitCode.INTERRUPTED.number() && interruption.requested()) {
            interruption.leaveExitToSignal();
        }
        // Not System.exit: that asks for a logger first, which opens every jar of the class path (a third of the
        // start-up time).
        Runtime.getRuntime().halt(code);
    }

    /// Runs a command in this process as a person in `folder` would, with its output thrown away; the build trains
    /// the AOT cache this way.
    ///
    /// @return the exit code
    public static int rehearse(Path folder, Map<String, String> environment, String... args) {
        QuietLogging.install(args);
        Interruption interruption = new Interruption();
        interruption.listenToSignals();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Shell shell = new Shell(
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                environment,
                folder,
                folder,
                Screen.NONE,
                interruption,
                InstantSource.system(),
                new ProcessBackends(environment, ProcessBackends.linesOn(nowhere)),
                System.getProperty("omnigraph.home", ""));
        int code = run(shell, args);
        interruption.finished();
        return code;
    }

    /// Runs the program in this process: no exit, no signal, nothing but the shell is touched.
    ///
    /// @return the exit code
    public static int run(Shell shell, String... args) {
        Invocation unbound = Invocation.guess(shell, args);
        Invocation invocation = unbound;
        Result result;
        String configDir = ".";
        try {
            CommandLine commands = CommandTree.forArguments(args);
            ParseResult parsed = commands.parseArgs(args);
            RootCommand options = (RootCommand) commands.getCommandSpec().userObject();
            invocation = options.invocation(shell);
            configDir = deepest(parsed).matchedOptionValue("--config", ".");
            result = dispatch(deepest(parsed), options.help, invocation);
        } catch (ParameterException e) {
            result = UsageErrors.result(e);
        } catch (Refusal e) {
            result = Result.failed(Advice.inFolder(e.diagnostics(), configDir));
        } catch (StoreException e) {
            result = FailureResults.result(e);
        } catch (GraphException e) {
            result = FailureResults.result(e);
        } catch (InterruptedCommand e) {
            result = FailureResults.interrupted();
        } catch (RuntimeException | Error e) {
            result = shell.interruption().requested()
                    ? FailureResults.interrupted()
                    : Result.failed(List.of(FailureResults.internal(e)));
        }
        return exitCode(print(result, invocation), shell.interruption());
    }

    /// What fails after a request to stop fails because of it, unless nobody knows what it did.
    private static int exitCode(int code, Interruption interruption) {
        boolean known = code != 0 && code != ExitCode.OUTCOME_UNKNOWN.number();
        return known && interruption.requested() ? ExitCode.INTERRUPTED.number() : code;
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
            Printer.print(Result.failed(List.of(FailureResults.internal(e))), invocation);
            return 70;
        }
    }
}
