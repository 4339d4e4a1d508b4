package org.omnigraph.server;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.omnigraph.server.http.HttpServer;
import org.omnigraph.server.serve.Version;
import org.omnigraph.server.serve.Workbench;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.ExitCode;
import org.omnigraph.state.signal.Signals;

/// The program: words and environment in, an exit code out. stdout carries one line, the address, once the socket is
/// bound; everything else goes to stderr (http-api.md §12).
public final class OmnigraphServer {
    private static final int SIGNALLED = 128;
    private static final List<String> SIGNALS = List.of("TERM", "INT");

    private OmnigraphServer() {}

    public static void main(String[] args) throws InterruptedException {
        int code = run(List.of(args), System.getenv(), System.out, System.err);
        System.exit(code);
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
            case CommandLine.Parsed.Run(ServerOptions options, LogOptions logging) -> {
                LogSetup.configure(logging);
                yield serve(options, out, err);
            }
        };
    }

    private static int serve(ServerOptions options, PrintStream out, PrintStream err) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        ProcessEngine engine;
        Workbench bench;
        try {
            HttpServer.check(options.http());
            engine = new ProcessEngine(options.environment(), clock);
            bench = Workbench.ofMachine(engine.memory(), options.queryTimeout());
        } catch (IllegalArgumentException e) {
            err.println("omnigraph-server: " + e.getMessage());
            return ExitCode.CONFIG.number();
        }
        switch (new ServerStart(engine::create, bench, clock).start(options)) {
            case Starting.Refused(ExitCode exitCode, List<Diagnostic> reasons) -> {
                print(reasons, err);
                return exitCode.number();
            }
            case Starting.Listening(RunningServer server) -> {
                Departure departure = new Departure(server.http(), options.leaving());
                // Before the JVM hears: once it begins to end, its shutdown hooks run all at once, and Iceberg's takes
                // the worker threads away from requests that are being answered.
                Signals.listen(SIGNALS, number -> {
                    if (!departure.request()) {
                        err.println("omnigraph-server: stopped at once, by a second signal");
                        Runtime.getRuntime().halt(SIGNALLED + number);
                    }
                });
                out.println("OMNIGRAPH_LISTEN_ADDR=" + server.http().address());
                out.flush();
                int code = departure.await();
                if (code == ExitCode.OK.number()) {
                    server.close();
                } else {
                    // What hangs must not hold the end up: nothing is closed that it may still use.
                    err.println("omnigraph-server: stopped before every request was finished; see the log");
                    err.flush();
                    Runtime.getRuntime().halt(code);
                }
                return code;
            }
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
