package org.omnigraph.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `omnigraph quickstart`.
@Command(name = "quickstart", description = "Go from a folder of text files to a served answer, step by step.")
public final class QuickstartCommand implements CliCommand {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Copy the example into this new or empty folder, and leave it there.")
    @Nullable
    String folder;

    @Option(names = "--keep", description = "Leave the folder, and the server running.")
    boolean keep;

    private final Program program;

    public QuickstartCommand(Program program) {
        this.program = program;
    }

    @Override
    public Result run(Invocation invocation) {
        Shell shell = invocation.shell();
        String wanted = folder;
        Optional<Path> place = wanted == null ? Optional.empty() : Optional.of(shell.resolve(wanted));
        try {
            Quickstart quickstart = new Quickstart(shell, runner(shell), narrator(invocation));
            return Result.ok(new QuickstartView(quickstart.run(place, keep)));
        } catch (QuickstartFailure e) {
            String message = e.getMessage() + (e.detail().isEmpty() ? "" : "\n" + e.detail());
            throw Refusal.of(Diagnostic.of(DiagnosticCode.QUICKSTART_FAILED, "step " + e.step(), message));
        }
    }

    /// Runs this program on a shell of its own whose output is kept.
    private CommandRunner runner(Shell shell) {
        return arguments -> {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(output, false, StandardCharsets.UTF_8);
            PrintStream err = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            List<String> words = new ArrayList<>(arguments);
            words.add("--json");
            int code = program.run(shell.withStreams(out, err), words);
            out.flush();
            JsonNode document = Json.parse(output.toByteArray());
            return new CommandRunner.Answer(code, document);
        };
    }

    private static Narrator narrator(Invocation invocation) {
        boolean speaks = !invocation.json() && !invocation.quiet();
        Style style = new Style(
                invocation.outStyle().colour(),
                Math.min(80, invocation.outStyle().width()));
        PrintStream out = invocation.shell().out();
        return new Narrator() {
            @Override
            public void begin(String place) {
                say(QuickstartView.opening(place, style));
            }

            @Override
            public void step(int number, int total, String title, String command, List<String> results, Duration took) {
                say(QuickstartView.step(number, total, title, command, results, took, style));
            }

            private void say(String text) {
                if (speaks) {
                    out.print(text);
                    out.flush();
                }
            }
        };
    }
}
