package org.omnigraph.engine.api;

import java.util.List;
import org.omnigraph.catalog.schema.SchemaModel;

/// Makes, opens and deletes graphs (engine.md). Implementations are safe for use by many threads; one engine per
/// process shares the caches.
public interface GraphEngine extends AutoCloseable {

    /// A fresh incarnation id for a graph that is about to be made; the sidecar records it before [#init].
    String newIncarnation();

    /// What lies at the root. Never opens tables, never writes.
    GraphProbe probe(GraphRoot root);

    /// Makes an empty graph with this schema under the incarnation; its last step creates `format.json`, which is the
    /// commit point.
    ///
    /// @return the first commit on `main`
    /// @throws GraphException with [GraphFailure.AlreadyExists] if there is a graph, or if this init lost the race
    CommitInfo init(GraphRoot root, String graphId, String incarnation, SchemaModel schema, String actor);

    /// Opens a graph.
    ///
    /// @throws GraphException with [GraphFailure.NotFound] or [GraphFailure.NotOpenable]
    Graph open(GraphRoot root);

    /// The files of the graph at the root that are missing or of the wrong length, by key: one listing of its folder,
    /// compared with what the heads of its branches name. Reads no file with rows, opens no table, writes nothing.
    /// Nothing is found where there is no graph; what [#probe] says of the root is not said again.
    ///
    /// @throws org.omnigraph.state.store.StoreException if the store fails: nothing is known then
    List<DamagedFile> inspect(GraphRoot root);

    /// Deletes the graph if it still has this incarnation: first `format.json`, then that incarnation's keys and
    /// nothing else. Idempotent. An empty incarnation string never matches.
    void delete(GraphRoot root, String incarnation);

    @Override
    void close();
}
