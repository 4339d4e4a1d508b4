package org.omnigraph.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.shell.Backends;
import org.omnigraph.engine.IcebergGraphEngine;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.engine.query.GqlRunner;
import org.omnigraph.engine.query.QueryOptions;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.ObjectStores;
import org.omnigraph.state.store.StoreLocation;

/// The real stores and the real engine. The classes behind them are loaded only when a method is called.
public final class ProcessBackends implements Backends {
    private final Map<String, String> environment;
    private final Consumer<Diagnostic> notices;

    /// @param environment the variables with the credentials, endpoints and limits
    /// @param notices told what a person should know although the command goes on
    public ProcessBackends(Map<String, String> environment, Consumer<Diagnostic> notices) {
        this.environment = environment;
        this.notices = notices;
    }

    /// Notices as lines of their own.
    public static Consumer<Diagnostic> linesOn(PrintStream err) {
        return notice -> err.println(Prose.printable(notice.severity().wireName() + "["
                + notice.code().wireName() + "]: " + notice.path() + ": " + notice.message() + ". "
                + notice.code().remedy()));
    }

    @Override
    public ObjectStore openStore(StoreLocation location) {
        return ObjectStores.open(location, environment);
    }

    @Override
    public GraphEngine openEngine() {
        return Engine.open(environment, notices);
    }

    /// Keeps the engine's classes out of the verifier's sight until one is opened.
    private static final class Engine {
        static GraphEngine open(Map<String, String> environment, Consumer<Diagnostic> notices) {
            InstantSource clock = InstantSource.system();
            IdSource ids = IdSource.ulids(clock);
            GqlRunner queries = new GqlRunner(QueryOptions.fromEnvironment(environment, ids::next));
            return new IcebergGraphEngine(queries, ids, clock, spillFolder(), notices);
        }

        /// Where large writes sort and spill: the engine removes what it puts there.
        private static Path spillFolder() {
            try {
                return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir", ".")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
