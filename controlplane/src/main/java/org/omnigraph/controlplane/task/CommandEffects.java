package org.omnigraph.controlplane.task;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.omnigraph.controlplane.session.Cancellation;
import org.omnigraph.controlplane.session.CommandProgress;
import org.omnigraph.controlplane.session.StoreOpener;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.time.Sleeper;

/// Everything through which commands touch the world.
///
/// @param stores asked at most once per command, and not at all by `validate`
/// @param engine asked only when a graph is opened, made or deleted; the owner closes the engine, not the command
/// @param clock for what is recorded and printed; nothing is decided by it
/// @param ids fresh ULIDs
/// @param sleeper for waiting on a held lock
/// @param pid of this process, for the lock
public record CommandEffects(
        StoreOpener stores,
        Supplier<GraphEngine> engine,
        InstantSource clock,
        IdSource ids,
        Sleeper sleeper,
        long pid,
        CommandProgress progress,
        Cancellation cancellation) {}
