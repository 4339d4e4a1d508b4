package org.omnigraph.catalog.schema;

import java.util.List;

/// The steps from an accepted schema to a desired one (schema-language.md §10).
///
/// @param supported false if any step is an [MigrationStep.UnsupportedChange]; such a plan applies nothing
public record MigrationPlan(boolean supported, List<MigrationStep> steps) {
    public MigrationPlan {
        steps = List.copyOf(steps);
    }

    /// The same steps with every drop hard.
    public MigrationPlan withHardDrops() {
        return new MigrationPlan(
                supported,
                steps.stream()
                        .map(step -> switch (step) {
                            case MigrationStep.DropType(var kind, String name, boolean _, String code, long rows) ->
                                new MigrationStep.DropType(kind, name, true, code, rows);
                            case MigrationStep.DropProperty(
                                    var kind,
                                    String type,
                                    String name,
                                    boolean _,
                                    String code,
                                    long rows) -> new MigrationStep.DropProperty(kind, type, name, true, code, rows);
                            default -> step;
                        })
                        .toList());
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
