package org.omnigraph.engine.api;

import org.omnigraph.catalog.schema.MigrationPlan;

/// What a schema apply did.
///
/// @param committed false if the graph's schema was this one already, byte for byte
/// @param head the newest commit of `main` afterwards
public record SchemaApplyResult(MigrationPlan plan, boolean committed, CommitInfo head) {

    /// Whether anything was migrated: false for an empty plan, even where the schema's bytes were committed anew
    /// (schema-language.md §9).
    public boolean applied() {
        return committed && !plan.isEmpty();
    }

    /// The position of `main` afterwards.
    public long manifestVersion() {
        return head.manifestVersion();
    }
}
