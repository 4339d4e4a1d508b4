package org.omnigraph.cli.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.omnigraph.cli.client.GraphClient;
import org.omnigraph.cli.client.TargetOption;
import org.omnigraph.cli.client.WriteOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.InputFiles;
import org.omnigraph.cli.shell.InterruptedCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `omnigraph load`.
@Command(
        name = "load",
        description = "Load NDJSON as one commit: all of it, or nothing with every bad line named.",
        footer = {
            "",
            "merge inserts or replaces by id; append refuses ids that exist;",
            "overwrite replaces the content of each type that occurs in the file."
        })
public final class LoadCommand implements CliCommand {
    @Parameters(
            arity = "1..2",
            paramLabel = "URI|FILE",
            description = "The graph's root unless an option names it; then the file (- reads standard input).")
    List<String> positionals = List.of();

    @Mixin
    TargetOption target = new TargetOption();

    @Mixin
    WriteOption write = new WriteOption();

    @Option(names = "--mode", paramLabel = "MODE", description = "overwrite, append or merge (default: merge).")
    String mode = "merge";

    @Option(names = "--yes", description = "Overwrite without asking where the graph is not on this machine.")
    boolean yes;

    @Override
    public Result run(Invocation invocation) {
        String address = positionals.size() == 2 ? positionals.getFirst() : "";
        String file = positionals.getLast();
        LoadMode how = LoadMode.ofWireName(mode)
                .orElseThrow(() ->
                        Refusal.usage("there is no mode `" + mode + "`", "Give --mode overwrite, append or merge."));
        boolean local = target.isLocal(address, invocation.shell());
        if (how == LoadMode.OVERWRITE && !local && !yes) {
            throw Refusal.usage(
                    "overwriting replaces what the graph holds, and it is not on this machine",
                    "Give --yes if that is meant.");
        }
        String actor = write.actor(target, address, invocation.shell());
        try (InputStream input = InputFiles.open(file, invocation.shell());
                GraphClient graph = target.open(address, actor, invocation.shell());
                LoadProgress progress = LoadProgress.start(
                        input,
                        InputFiles.size(file, invocation.shell()),
                        invocation.showsProgress(),
                        invocation.shell())) {
            write.announce(graph, actor, invocation);
            ProgressListener listener = lines -> {
                if (invocation.shell().interruption().requested()) {
                    throw new InterruptedCommand();
                }
            };
            ObjectNode result = graph.load(progress.stream(), how, write.branch(), listener);
            return Result.ok(new LoadView(result));
        } catch (IOException e) {
            throw Refusal.of(DiagnosticCode.INPUT_UNREADABLE, file, InputFiles.reason(e));
        }
    }
}
