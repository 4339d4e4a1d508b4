package org.omnigraph.server.serve;

import java.time.Duration;
import org.omnigraph.engine.work.Lanes;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.engine.work.WorkScope;
import org.omnigraph.server.auth.Caller;

/// Where the work of this process is done: its memory, its turns on the processors, and the time that requests have.
/// Safe for many threads.
public final class Workbench implements AutoCloseable {
    private final MemoryPool memory;
    private final Lanes lanes;
    private final Duration time;

    /// @param memory shared with the engine
    /// @param time until the deadline of a request
    public Workbench(MemoryPool memory, Lanes lanes, Duration time) {
        this.memory = memory;
        this.lanes = lanes;
        this.time = time;
    }

    /// A bench for this machine's processors.
    ///
    /// @param time until the deadline of a request
    public static Workbench ofMachine(MemoryPool memory, Duration time) {
        return new Workbench(
                memory,
                new Lanes(Lanes.Limits.ofCores(Runtime.getRuntime().availableProcessors()), System::nanoTime),
                time);
    }

    /// Room for one request; whoever opens it closes it.
    ///
    /// @param requestId for the log
    /// @param times how many times the usual time the request has
    public Work open(Caller caller, String requestId, int times) {
        WorkScope scope =
                new WorkScope(memory, "the request", caller.admissionKey(), time.multipliedBy(times), System::nanoTime);
        return new Work(lanes, scope, requestId);
    }

    public MemoryPool memory() {
        return memory;
    }

    public Lanes lanes() {
        return lanes;
    }

    @Override
    public void close() {
        lanes.close();
    }
}
