package org.omnigraph.catalog.schema;

import java.util.List;

/// What planning a migration gave (schema-language.md §10).
public sealed interface MigrationResult {

    /// A plan, supported or not.
    ///
    /// @param next what the graph accepts once the plan is applied, identities carried over and new ones given; for
    /// an unsupported plan, the accepted schema as it was
    /// @param notes hints that had no effect, for information
    record Planned(MigrationPlan plan, AcceptedSchema next, List<String> notes) implements MigrationResult {
        public Planned {
            notes = List.copyOf(notes);
        }
    }

    /// The hints of the desired schema contradict the accepted one: there is no plan (§10.4).
    ///
    /// @param errors one sentence each, fit for a person
    record Refused(List<String> errors) implements MigrationResult {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
