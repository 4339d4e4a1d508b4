package org.omnigraph.controlplane.command;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.omnigraph.engine.api.GraphEngine;

/// Everything through which commands touch the world.
///
/// @param stores asked at most once per command, and not at all by `validate`
/// @param engine asked only when a graph is opened, made or deleted; the owner closes the engine, not the command
/// @param clock for what is recorded and printed; nothing is decided by it
/// @param ids fresh ULIDs
/// @param pid of this process, for the lock
public record CommandEffects(
        StoreOpener stores,
        Supplier<GraphEngine> engine,
        InstantSource clock,
        Supplier<String> ids,
        long pid,
        CommandProgress progress,
        Cancellation cancellation) {}
