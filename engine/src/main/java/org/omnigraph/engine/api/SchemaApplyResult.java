package org.omnigraph.engine.api;

import org.omnigraph.catalog.schema.MigrationPlan;

/// What a schema apply did. `applied` is false for an empty plan, even where the schema's bytes were committed anew
/// (schema-language.md §9).
///
/// @param manifestVersion the head of `main` afterwards
public record SchemaApplyResult(MigrationPlan plan, boolean applied, long manifestVersion) {}
