package org.omnigraph.server;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.omnigraph.server.serve.Version;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.ExitCode;

/// The program: words and environment in, an exit code out. stdout carries one line, the address, once the socket is
/// bound; everything else goes to stderr (http-api.md §12).
public final class OmnigraphServer {
    private OmnigraphServer() {}

    public static void main(String[] args) throws InterruptedException {
        int code = run(List.of(args), System.getenv(), System.out, System.err);
        if (code != ExitCode.OK.number()) {
            System.exit(code);
        }
    }

    static int run(List<String> words, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        return switch (CommandLine.parse(words, environment)) {
            case CommandLine.Parsed.ShowHelp _ -> {
                out.print(CommandLine.HELP);
                yield ExitCode.OK.number();
            }
            case CommandLine.Parsed.ShowVersion _ -> {
                out.println("omnigraph-server " + Version.TEXT);
                yield ExitCode.OK.number();
            }
            case CommandLine.Parsed.Wrong(String reason) -> {
                err.println("omnigraph-server: " + reason);
                err.println("See omnigraph-server --help.");
                yield ExitCode.USAGE.number();
            }
            case CommandLine.Parsed.Run(ServerOptions options) -> serve(options, out, err);
        };
    }

    private static int serve(ServerOptions options, PrintStream out, PrintStream err) throws InterruptedException {
        LogSetup.configure();
        Clock clock = Clock.systemUTC();
        ProcessEngine engine;
        try {
            engine = new ProcessEngine(options.environment(), clock);
        } catch (IllegalArgumentException e) {
            err.println("omnigraph-server: " + e.getMessage());
            return ExitCode.CONFIG.number();
        }
        switch (new ServerStart(engine::create, clock).start(options)) {
            case Starting.Refused(ExitCode exitCode, List<Diagnostic> reasons) -> {
                print(reasons, err);
                return exitCode.number();
            }
            case Starting.Listening(RunningServer server) -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
                out.println("OMNIGRAPH_LISTEN_ADDR=" + server.http().address());
                out.flush();
                new CountDownLatch(1).await();
                return ExitCode.OK.number();
            }
        }
    }

    /// Lets requests in flight finish, then ends the process with 0: a stop that was asked for is no failure.
    private static void stop(RunningServer server) {
        int code = ExitCode.OK.number();
        try {
            server.close();
        } catch (RuntimeException e) {
            code = ExitCode.SOFTWARE.number();
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }

    private static void print(List<Diagnostic> reasons, PrintStream err) {
        err.println("omnigraph-server: refused to start");
        for (Diagnostic reason : reasons) {
            String place = reason.position().isKnown()
                    ? ":" + reason.position().line() + ":" + reason.position().column()
                    : "";
            String path = reason.path().isEmpty() ? "" : reason.path() + place + ": ";
            err.println("  error[" + reason.code().wireName() + "] " + path + reason.message());
            String help = reason.help().isEmpty() ? reason.code().remedy() : reason.help();
            err.println("    " + help);
        }
    }
}
