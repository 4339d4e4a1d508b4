package org.omnigraph.cli.client;

import org.omnigraph.catalog.schema.MigrationPlan;

/// How a schema differs from the live one of a graph.
///
/// @param plan the steps from the live schema
/// @param sourceChanged whether the texts differ at all: comments and layout need no step, yet are stored
public record SchemaDifference(MigrationPlan plan, boolean sourceChanged) {}
