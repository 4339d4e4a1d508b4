package org.omnigraph.cli.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.client.GraphClient;
import org.omnigraph.cli.client.TargetOption;
import org.omnigraph.cli.client.WriteOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.FailureResults;
import org.omnigraph.cli.shell.InputFiles;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `omnigraph mutate`.
@Command(name = "mutate", description = "Run a mutation as one commit.")
public final class MutateCommand implements CliCommand {
    @Mixin
    SourceOption source = new SourceOption();

    @Mixin
    TargetOption target = new TargetOption();

    @Mixin
    WriteOption write = new WriteOption();

    @Option(
            names = "--if-commit",
            paramLabel = "ID",
            description = "Only if this commit is still the branch's head; exits with 4 if it is not.")
    String ifCommit = "";

    @Override
    public Result run(Invocation invocation) {
        String address = source.address();
        String actor = write.actor(target, address, invocation.shell());
        String text = source.source(invocation.shell());
        ObjectNode params = InputFiles.params(source.params, invocation.shell());
        try (GraphClient graph = target.open(address, actor, invocation.shell())) {
            write.announce(graph, actor, invocation);
            return Result.ok(new ChangeView(FailureResults.inSource(
                    source.sourceName(), () -> graph.mutate(text, source.name, params, write.branch(), ifCommit))));
        }
    }
}
