package org.omnigraph.authoring.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;

/// A line of the outline of a text.
///
/// @param range all of it
/// @param selection its name
public record OutlineEntry(
        Kind kind, String name, String detail, TextRange range, TextRange selection, List<OutlineEntry> children) {
    public OutlineEntry {
        children = List.copyOf(children);
    }

    /// What an entry is.
    public enum Kind {
        INTERFACE,
        NODE,
        EDGE,
        PROPERTY,
        QUERY
    }

    /// The declarations of a schema with their properties.
    public static List<OutlineEntry> of(SchemaText text) {
        List<OutlineEntry> entries = new ArrayList<>();
        for (Declaration declaration : text.declarations()) {
            List<OutlineEntry> properties = declaration.properties().stream()
                    .map(property -> new OutlineEntry(
                            Kind.PROPERTY,
                            property.name().text(),
                            text.written(property)
                                    .substring(property.name().text().length()),
                            text.index().range(text.whole(property)),
                            text.index().range(property.name().span()),
                            List.of()))
                    .toList();
            entries.add(new OutlineEntry(
                    Kind.valueOf(HoverText.kind(declaration).toUpperCase(Locale.ROOT)),
                    declaration.name().text(),
                    "",
                    text.index().range(text.whole(declaration)),
                    text.index().range(declaration.name().span()),
                    properties));
        }
        return entries;
    }

    /// The queries of a file.
    public static List<OutlineEntry> of(QueryText text) {
        return text.scopes().stream()
                .map(scope -> new OutlineEntry(
                        Kind.QUERY,
                        scope.name(),
                        String.join(
                                ", ",
                                scope.parameters().keySet().stream()
                                        .map(name -> "$" + name)
                                        .toList()),
                        text.index().range(text.whole(scope)),
                        text.index().range(scope.nameSpan()),
                        List.of()))
                .toList();
    }
}
