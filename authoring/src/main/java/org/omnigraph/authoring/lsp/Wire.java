package org.omnigraph.authoring.lsp;

import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.omnigraph.authoring.language.OutlineEntry;
import org.omnigraph.authoring.language.Proposal;
import org.omnigraph.authoring.language.TextPlace;
import org.omnigraph.authoring.language.TextRange;

/// Our values as the protocol's.
final class Wire {
    private static final String SOURCE = "omnigraph";

    private Wire() {}

    static Range range(TextRange range) {
        return new Range(position(range.start()), position(range.end()));
    }

    private static Position position(TextPlace place) {
        return new Position(place.line(), place.character());
    }

    /// @param runbooks the URI of the folder with the pages, ending in `/`; empty if there is none
    static Diagnostic diagnostic(Problem problem, String runbooks) {
        Diagnostic diagnostic = new Diagnostic(
                range(problem.range()),
                problem.message(),
                switch (problem.weight()) {
                    case ERROR -> DiagnosticSeverity.Error;
                    case WARNING -> DiagnosticSeverity.Warning;
                    case INFO -> DiagnosticSeverity.Information;
                },
                SOURCE);
        if (!problem.code().isEmpty()) {
            diagnostic.setCode(problem.code());
        }
        if (!runbooks.isEmpty() && !problem.runbook().isEmpty()) {
            diagnostic.setCodeDescription(new DiagnosticCodeDescription(runbooks + problem.runbook() + ".md"));
        }
        return diagnostic;
    }

    static CompletionItem completion(Proposal proposal, TextRange replaced) {
        CompletionItem item = new CompletionItem(proposal.text());
        item.setKind(
                switch (proposal.kind()) {
                    case KEYWORD -> CompletionItemKind.Keyword;
                    case FUNCTION -> CompletionItemKind.Function;
                    case TYPE -> CompletionItemKind.Class;
                    case EDGE -> CompletionItemKind.Reference;
                    case PROPERTY -> CompletionItemKind.Property;
                    case VARIABLE -> CompletionItemKind.Variable;
                    case SCALAR -> CompletionItemKind.TypeParameter;
                });
        if (!proposal.detail().isEmpty()) {
            item.setDetail(proposal.detail());
        }
        if (!proposal.description().isEmpty()) {
            item.setDocumentation(proposal.description());
        }
        item.setTextEdit(Either.forLeft(new TextEdit(range(replaced), proposal.text())));
        return item;
    }

    static DocumentSymbol symbol(OutlineEntry entry) {
        SymbolKind kind = switch (entry.kind()) {
            case INTERFACE -> SymbolKind.Interface;
            case NODE -> SymbolKind.Class;
            case EDGE -> SymbolKind.Struct;
            case PROPERTY -> SymbolKind.Property;
            case QUERY -> SymbolKind.Function;
        };
        List<DocumentSymbol> children =
                entry.children().stream().map(Wire::symbol).toList();
        return new DocumentSymbol(
                entry.name(), kind, range(entry.range()), range(entry.selection()), entry.detail(), children);
    }
}
