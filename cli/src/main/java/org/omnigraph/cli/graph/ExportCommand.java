package org.omnigraph.cli.graph;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnigraph.cli.client.GraphClient;
import org.omnigraph.cli.client.ReadTargetOption;
import org.omnigraph.cli.client.TargetOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.ExportFile;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.engine.api.ReadTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `omnigraph export`.
@Command(name = "export", description = "Write the graph as NDJSON that load takes back.")
public final class ExportCommand implements CliCommand {
    @Parameters(arity = "0..1", paramLabel = "URI", description = "The graph's root unless an option names it.")
    String address = "";

    @Mixin
    TargetOption target = new TargetOption();

    @Mixin
    ReadTargetOption version = new ReadTargetOption();

    @Option(names = "--type", paramLabel = "TYPE", description = "Only this type; may be given several times.")
    List<String> types = List.of();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Into this file, whole or not at all (default: standard output).")
    @Nullable
    String file;

    @Override
    public Result run(Invocation invocation) {
        String into = file;
        boolean toFile = into != null && !into.equals("-");
        if (!toFile && invocation.json()) {
            throw Refusal.usage(
                    "the records and the document of --json cannot share standard output",
                    "Give -o FILE, or leave --json out: the records are JSON lines already.");
        }
        ReadTarget at = version.target();
        try (GraphClient graph = target.open(address, "", invocation.shell())) {
            if (into != null && toFile) {
                long lines = ExportFile.write(invocation.shell().resolve(into), out -> graph.export(at, types, out));
                return Result.ok(new ExportView(into, lines));
            }
            try (OutputStream out = new BufferedOutputStream(
                    new UnclosedStream(invocation.shell().out()))) {
                graph.export(at, types, out);
            }
            return Result.ok(new SilentView());
        } catch (ReaderGoneException e) {
            return Result.ok(new SilentView());
        } catch (IOException e) {
            throw ExportFile.failed(into == null ? "standard output" : into, e);
        }
    }
}
