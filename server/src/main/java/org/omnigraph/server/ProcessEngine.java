package org.omnigraph.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.omnigraph.engine.IcebergGraphEngine;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.engine.query.GqlRunner;
import org.omnigraph.engine.query.QueryOptions;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ids.IdSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine of a real process: Iceberg tables, query settings from the environment, large writes spilled to the
/// system's folder for temporary files.
final class ProcessEngine {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessEngine.class);

    private final QueryOptions options;
    private final IdSource ids;
    private final InstantSource clock;

    /// Reads the settings.
    ///
    /// @throws IllegalArgumentException if a variable is unusable
    ProcessEngine(Map<String, String> environment, InstantSource clock) {
        this.ids = IdSource.ulids(clock);
        this.options = QueryOptions.fromEnvironment(environment, ids::next);
        this.clock = clock;
    }

    /// The one pool of the process.
    MemoryPool memory() {
        return options.memory();
    }

    GraphEngine create() {
        Path spillFolder = Path.of(System.getProperty("java.io.tmpdir"));
        return new IcebergGraphEngine(new GqlRunner(options), ids, clock, spillFolder, ProcessEngine::log);
    }

    private static void log(Diagnostic notice) {
        LOG.warn("{}: {}: {}", notice.code().wireName(), notice.path(), notice.message());
    }
}
