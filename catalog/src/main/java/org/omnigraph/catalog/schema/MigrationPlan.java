package org.omnigraph.catalog.schema;

import java.util.List;

/// The steps from an accepted schema to a desired one (schema-language.md §10).
///
/// @param supported false if any step is an [MigrationStep.UnsupportedChange]; such a plan applies nothing
public record MigrationPlan(boolean supported, List<MigrationStep> steps) {
    public MigrationPlan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
