package org.omnigraph.cli.query;

import org.omnigraph.cli.client.GraphClient;
import org.omnigraph.cli.client.ReadTargetOption;
import org.omnigraph.cli.client.TargetOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.FailureResults;
import org.omnigraph.cli.shell.InputFiles;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.engine.api.ReadTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `omnigraph query`.
@Command(
        name = "query",
        description = "Run a read query.",
        footer = {
            "",
            "Example: omnigraph query --store brain/graphs/knowledge.omni -e 'query q() {",
            "  match { $p: Person } return { $p.name } limit 3 }'"
        })
public final class QueryCommand implements CliCommand {
    @Mixin
    SourceOption source = new SourceOption();

    @Mixin
    TargetOption target = new TargetOption();

    @Mixin
    ReadTargetOption version = new ReadTargetOption();

    @Override
    public Result run(Invocation invocation) {
        String address = source.address();
        target.resolve(address, invocation.shell());
        ReadTarget at = version.target();
        String text = source.source(invocation.shell());
        try (GraphClient graph = target.open(address, "", invocation.shell())) {
            return Result.ok(new ReadView(FailureResults.inSource(
                    source.sourceName(),
                    () -> graph.query(text, source.name, InputFiles.params(source.params, invocation.shell()), at))));
        }
    }
}
