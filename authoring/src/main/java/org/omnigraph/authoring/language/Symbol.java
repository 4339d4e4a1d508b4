package org.omnigraph.authoring.language;

import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;

/// What a name in a text means.
public sealed interface Symbol {

    /// A declared node, edge or interface.
    record OfType(Declaration declaration) implements Symbol {}

    /// A property.
    ///
    /// @param user the type that it is used through
    /// @param owner the type or interface that declares it
    record OfProperty(Declaration user, Declaration owner, PropertyNode property) implements Symbol {}

    /// `from` or `to` of an edge that is written.
    record OfEndpoint(Declaration edge, String end, Declaration node) implements Symbol {}

    /// A parameter of a query.
    ///
    /// @param declared where it is declared, in the query's own text
    record OfParameter(String query, String name, String type, Span declared) implements Symbol {}

    /// A variable that a query binds.
    ///
    /// @param type empty if it cannot be told
    /// @param declared where it is first written, in the query's own text
    record OfVariable(String name, String type, Span declared) implements Symbol {}
}
