package org.omnigraph.cli.cluster;

import java.util.Optional;
import org.omnigraph.cli.format.ProgressLine;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.controlplane.task.ClusterCommands;
import org.omnigraph.controlplane.task.CommandEffects;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.state.ids.IdSource;

/// The control plane for one command: what it needs of the outside world, made when first used and closed at the end.
public final class ControlPlane implements AutoCloseable {
    private final ClusterCommands commands;
    private final ProgressLine progress;
    private Optional<GraphEngine> engine = Optional.empty();

    public ControlPlane(Invocation invocation) {
        this.progress = invocation.progress();
        IdSource[] ids = new IdSource[1];
        this.commands = new ClusterCommands(new CommandEffects(
                invocation.shell().backends()::openStore,
                () -> {
                    GraphEngine opened =
                            engine.orElseGet(() -> invocation.shell().backends().openEngine());
                    engine = Optional.of(opened);
                    return opened;
                },
                invocation.shell().clock(),
                () -> {
                    if (ids[0] == null) {
                        ids[0] = IdSource.ulids(invocation.shell().clock());
                    }
                    return ids[0].next();
                },
                invocation.shell().interruption()::sleep,
                ProcessHandle.current().pid(),
                progress::step,
                invocation.shell().interruption()::requested));
    }

    public ClusterCommands commands() {
        return commands;
    }

    @Override
    public void close() {
        progress.close();
        engine.ifPresent(GraphEngine::close);
    }
}
