package org.omnigraph.catalog.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What compiling a `.pg` file gave: a model, or every problem of the file. Immutable.
public final class SchemaResult {
    private final @Nullable SchemaModel model;
    private final List<Diagnostic> diagnostics;

    private SchemaResult(@Nullable SchemaModel model, List<Diagnostic> diagnostics) {
        this.model = model;
        this.diagnostics = List.copyOf(diagnostics);
    }

    static SchemaResult of(SchemaModel model) {
        return new SchemaResult(model, List.of());
    }

    static SchemaResult failed(List<Diagnostic> diagnostics) {
        return new SchemaResult(null, diagnostics);
    }

    /// The checked model; present exactly if there are no diagnostics.
    public Optional<SchemaModel> model() {
        return Optional.ofNullable(model);
    }

    /// `schema_parse_error` and `schema_catalog_error`, in source order, with positions; paths are empty.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
