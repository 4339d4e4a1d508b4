package org.omnigraph.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.DropMode;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.ReadTarget;

/// One graph as the data commands see it, wherever it is. Results are the JSON shapes of http-api.md §7, so that a
/// command prints the same whichever way it went.
public interface GraphClient extends AutoCloseable {

    /// What a person would call the graph.
    String location();

    /// Runs one read query; a ReadResult.
    ObjectNode query(String source, String name, ObjectNode params, ReadTarget target);

    /// Runs one mutation; a ChangeResult.
    ///
    /// @param ifCommit the commit that must still be the branch's head; empty for no condition
    ObjectNode mutate(String source, String name, ObjectNode params, String branch, String ifCommit);

    /// Loads NDJSON as one commit; a LoadResult.
    ObjectNode load(InputStream ndjson, LoadMode mode, String branch, ProgressListener progress);

    /// Writes nodes, then edges, as NDJSON.
    ///
    /// @return how many lines were written
    long export(ReadTarget target, List<String> typeNames, OutputStream out) throws IOException;

    /// The exact `.pg` text of the schema.
    String schemaSource(ReadTarget target);

    /// What a migration of `main` to this schema would do. Changes nothing.
    SchemaDifference schemaPlan(SchemaModel desired, DropMode drops);

    /// Migrates `main` to this schema.
    SchemaApplied schemaApply(SchemaModel desired, DropMode drops);

    @Override
    void close();
}
