package org.omnigraph.authoring.lsp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextEdit;
import org.jspecify.annotations.Nullable;
import org.omnigraph.authoring.language.HoverText;
import org.omnigraph.authoring.language.Located;
import org.omnigraph.authoring.language.OutlineEntry;
import org.omnigraph.authoring.language.Proposals;
import org.omnigraph.authoring.language.QueryCompletion;
import org.omnigraph.authoring.language.QuerySymbols;
import org.omnigraph.authoring.language.QueryText;
import org.omnigraph.authoring.language.SchemaCompletion;
import org.omnigraph.authoring.language.SchemaSymbols;
import org.omnigraph.authoring.language.SchemaText;
import org.omnigraph.authoring.language.Symbol;
import org.omnigraph.authoring.language.TextPlaces;
import org.omnigraph.authoring.lsp.Workspace.SchemaFile;
import org.omnigraph.catalog.format.FormatResult;
import org.omnigraph.catalog.format.SourceFormatter;
import org.omnigraph.catalog.lexing.Span;

/// Answers what an editor asks about a place or a text.
final class Answers {
    private final Workspace workspace;

    Answers(Workspace workspace) {
        this.workspace = workspace;
    }

    /// What is said of the symbol at a place; null, as the protocol has it, if there is none.
    @Nullable
    Hover hover(Document document, Position position) {
        return found(document, position)
                .map(found -> new Hover(
                        new MarkupContent(
                                MarkupKind.MARKDOWN,
                                HoverText.of(
                                        found.located().symbol(), found.schema().text())),
                        Wire.range(index(document).range(found.located().span()))))
                .orElse(null);
    }

    /// Where the symbol at a place is declared.
    List<Location> definition(Document document, Position position) {
        Optional<Found> found = found(document, position);
        if (found.isEmpty()) {
            return List.of();
        }
        return List.of(
                switch (found.get().located().symbol()) {
                    case Symbol.OfType type ->
                        in(found.get().schema(), type.declaration().name().span());
                    case Symbol.OfProperty property ->
                        in(found.get().schema(), property.property().name().span());
                    case Symbol.OfEndpoint endpoint ->
                        in(found.get().schema(), endpoint.node().name().span());
                    case Symbol.OfParameter parameter -> within(document, parameter.declared());
                    case Symbol.OfVariable variable -> within(document, variable.declared());
                });
    }

    private static Location in(SchemaFile schema, Span span) {
        return new Location(schema.uri(), Wire.range(schema.text().index().range(span)));
    }

    private static Location within(Document document, Span span) {
        return new Location(document.uri(), Wire.range(index(document).range(span)));
    }

    /// A symbol and the schema that it was looked up in.
    private record Found(Located located, SchemaFile schema) {}

    private Optional<Found> found(Document document, Position position) {
        int offset = offset(document, position);
        for (SchemaFile schema : schemas(document)) {
            Optional<Located> located = document.isSchema()
                    ? SchemaSymbols.at(schema.text(), offset)
                    : QuerySymbols.at(new QueryText(document.text(), schema.text()), offset);
            if (located.isPresent()) {
                return located.map(symbol -> new Found(symbol, schema));
            }
        }
        return Optional.empty();
    }

    /// What could stand at a place.
    List<CompletionItem> completion(Document document, Position position) {
        int offset = offset(document, position);
        return schemas(document).stream()
                .map(schema -> document.isSchema()
                        ? SchemaCompletion.at(schema.text(), offset)
                        : QueryCompletion.at(new QueryText(document.text(), schema.text()), offset))
                .flatMap(proposals -> items(document, proposals).stream())
                .distinct()
                .toList();
    }

    private static List<CompletionItem> items(Document document, Proposals proposals) {
        TextPlaces index = index(document);
        return proposals.list().stream()
                .map(proposal -> Wire.completion(proposal, index.range(proposals.replaced())))
                .toList();
    }

    /// The edit that lays a text out; none if it is laid out or has syntax errors.
    List<TextEdit> formatting(Document document) {
        if (!document.isRead()) {
            return List.of();
        }
        byte[] before = document.text().getBytes(StandardCharsets.UTF_8);
        FormatResult result = document.isSchema() ? SourceFormatter.schema(before) : SourceFormatter.queries(before);
        return result instanceof FormatResult.Formatted(String text) && !text.equals(document.text())
                ? List.of(new TextEdit(Wire.range(index(document).whole()), text))
                : List.of();
    }

    /// The outline of a text.
    List<DocumentSymbol> symbols(Document document) {
        if (!document.isRead()) {
            return List.of();
        }
        List<OutlineEntry> entries = document.isSchema()
                ? OutlineEntry.of(new SchemaText(document.text()))
                : OutlineEntry.of(new QueryText(document.text(), new SchemaText("")));
        return entries.stream().map(Wire::symbol).toList();
    }

    /// The schemas to look names up in; an empty one if none is known, so that parameters are found nevertheless.
    private List<SchemaFile> schemas(Document document) {
        if (!document.isRead()) {
            return List.of();
        }
        List<SchemaFile> schemas = workspace.schemas(document);
        return schemas.isEmpty() ? List.of(new SchemaFile("", new SchemaText(""))) : schemas;
    }

    private static int offset(Document document, Position position) {
        return index(document).offset(position.getLine(), position.getCharacter());
    }

    private static TextPlaces index(Document document) {
        return new TextPlaces(document.text());
    }
}
