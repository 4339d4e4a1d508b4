package org.omnigraph.server;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.omnigraph.state.diagnostic.ExitCode;

/// The program: words and environment in, an exit code out.
public final class OmnigraphServer {
    private OmnigraphServer() {}

    public static void main(String[] args) {
        int code = run(List.of(args), System.getenv(), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(List<String> words, Map<String, String> environment, PrintStream out, PrintStream err) {
        return switch (CommandLine.parse(words, environment)) {
            case CommandLine.Parsed.ShowHelp help -> {
                out.print(CommandLine.HELP);
                yield ExitCode.OK.number();
            }
            case CommandLine.Parsed.ShowVersion version -> {
                out.println("omnigraph-server " + Version.TEXT);
                yield ExitCode.OK.number();
            }
            case CommandLine.Parsed.Wrong wrong -> {
                err.println("omnigraph-server: " + wrong.reason());
                err.println("See omnigraph-server --help.");
                yield ExitCode.USAGE.number();
            }
            case CommandLine.Parsed.Run run -> {
                err.println("omnigraph-server: cannot serve " + run.options().cluster());
                yield ExitCode.SOFTWARE.number();
            }
        };
    }
}
