package org.omnigraph.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.omnigraph.catalog.schema.MigrationStep;

/// What applying a schema did.
///
/// @param document the answer in the shape of http-api.md §8
/// @param steps what was migrated; empty if a server answered, whose steps are in the document alone
public record SchemaApplied(ObjectNode document, List<MigrationStep> steps) {
    public SchemaApplied {
        steps = List.copyOf(steps);
    }
}
