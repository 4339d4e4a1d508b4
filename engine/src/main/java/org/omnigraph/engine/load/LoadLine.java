package org.omnigraph.engine.load;

import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.engine.table.EntityRow;

/// One line of a load after step 1 (schema-language.md §11).
sealed interface LoadLine {

    /// A good line.
    ///
    /// @param origin where its id comes from
    record Good(EntityType type, EntityRow row, IdOrigin origin) implements LoadLine {}

    /// A bad line whose problems are reported; `type` and `id` where they can be told, else `Unknown`.
    record Bad(EntityType type, String id) implements LoadLine {}

    /// A bad line of which nothing can be told.
    record Unknown() implements LoadLine {}

    /// Where an id comes from.
    enum IdOrigin {
        FRESH,
        GIVEN,
        DERIVED
    }
}
