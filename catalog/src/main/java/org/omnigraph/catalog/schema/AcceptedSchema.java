package org.omnigraph.catalog.schema;

/// A schema as a graph has accepted it: the model with the permanent identity of each type and property
/// (schema-language.md §10). The model's composite keys stand in order of identity.
public record AcceptedSchema(SchemaModel model, SchemaIdentity identity) {}
