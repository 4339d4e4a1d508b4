package org.omnigraph.engine.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.catalog.schema.SchemaModel;

/// An open graph: reads see one commit each, every write is one commit or nothing (engine.md). Safe for use by many
/// threads. All methods throw [GraphException], and [org.omnigraph.state.store.StoreException] when the store fails.
public interface Graph extends AutoCloseable {

    String graphId();

    String incarnation();

    GraphRoot root();

    /// The newest commit that the target sees.
    CommitInfo head(ReadTarget target);

    /// The schema at the target, with its permanent identities.
    AcceptedSchema schema(ReadTarget target);

    /// Tables and row counts at the target.
    SnapshotInfo snapshot(ReadTarget target);

    /// Runs one read query of a `.gq` source.
    ///
    /// @param source the `.gq` text
    /// @param name which declaration; empty if there is only one
    /// @param params one JSON object, names without `$`
    ReadResult query(String source, String name, ObjectNode params, ReadTarget target);

    /// Runs one read query and hands its rows over one by one, so that an answer of any size takes bounded memory.
    ///
    /// @return how many rows there were
    /// @throws java.io.UncheckedIOException if the sink fails
    default long query(String source, String name, ObjectNode params, ReadTarget target, RowSink sink) {
        return ReadResults.replay(query(source, name, params, target), sink);
    }

    /// Runs one mutation of a `.gq` source as one commit.
    ChangeResult mutate(String source, String name, ObjectNode params, WriteContext context);

    /// Loads NDJSON as one commit, or reports every bad line and loads nothing. Memory does not grow with the file.
    ///
    /// @param progress told after each batch of lines how many were read; never null
    LoadResult load(InputStream ndjson, LoadMode mode, WriteContext context, ProgressListener progress);

    /// Writes nodes, then edges, as NDJSON that [#load] takes back.
    ///
    /// @param typeNames only these types; empty for all
    /// @return how many lines were written
    long export(ReadTarget target, List<String> typeNames, OutputStream out);

    /// What a migration to this schema would do, rows and values that a drop hides counted. Changes nothing.
    MigrationPlan schemaPlan(SchemaModel desired, DropMode drops);

    /// The plan with soft drops.
    default MigrationPlan schemaPlan(SchemaModel desired) {
        return schemaPlan(desired, DropMode.SOFT);
    }

    /// Migrates `main` to this schema. Hard drops have removed the files when this returns; if it dies before, any
    /// later write removes them first, and so does the same call again.
    SchemaApplyResult schemaApply(SchemaModel desired, DropMode drops, WriteContext context);

    /// Migrates `main` to this schema, with soft drops.
    default SchemaApplyResult schemaApply(SchemaModel desired, WriteContext context) {
        return schemaApply(desired, DropMode.SOFT, context);
    }

    /// Commits that the target sees, newest first. Costs as much as the commits that it gives.
    ///
    /// @param before only commits older than this version; 0 for the newest
    /// @param limit at most so many
    List<CommitInfo> history(ReadTarget target, long before, int limit);

    /// All commits that the target sees, newest first.
    default List<CommitInfo> history(ReadTarget target) {
        return history(target, 0, Integer.MAX_VALUE);
    }

    /// Names of all branches, sorted; `main` always exists.
    List<String> branches();

    /// Whether there is a branch of this name; asks about no other.
    default boolean hasBranch(String name) {
        return branches().contains(name);
    }

    @Override
    void close();
}
