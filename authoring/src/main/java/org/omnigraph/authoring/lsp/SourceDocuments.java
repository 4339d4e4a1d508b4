package org.omnigraph.authoring.lsp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.omnigraph.authoring.language.TextPlaces;

/// What editors tell and ask about open texts. A question about a text that is not open is answered with nothing.
@SuppressWarnings("deprecation") // SymbolInformation stands in a signature of the protocol.
final class SourceDocuments implements TextDocumentService {
    private final SourceServer server;
    private final Workspace workspace;
    private final Answers answers;

    SourceDocuments(SourceServer server, Workspace workspace, Answers answers) {
        this.server = server;
        this.workspace = workspace;
        this.answers = answers;
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        TextDocumentItem item = params.getTextDocument();
        server.tell(() -> workspace.put(new Document(
                item.getUri(), item.getLanguageId(), item.getVersion(), item.getText(), FileUris.path(item.getUri()))));
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        server.tell(() -> {
            Document document = workspace.document(params.getTextDocument().getUri());
            if (document == null) {
                return;
            }
            String text = document.text();
            for (TextDocumentContentChangeEvent change : params.getContentChanges()) {
                text = applied(change, text);
            }
            workspace.put(document.changed(params.getTextDocument().getVersion(), text));
        });
    }

    private static String applied(TextDocumentContentChangeEvent change, String text) {
        Range range = change.getRange();
        if (range == null) {
            return change.getText();
        }
        TextPlaces index = new TextPlaces(text);
        int start = index.offset(range.getStart().getLine(), range.getStart().getCharacter());
        int end = index.offset(range.getEnd().getLine(), range.getEnd().getCharacter());
        return text.substring(0, Math.min(start, end)) + change.getText() + text.substring(Math.max(start, end));
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        server.tell(() -> workspace.remove(params.getTextDocument().getUri()));
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        server.tell(workspace::forgetFiles);
    }

    @Override
    @SuppressWarnings("NullAway") // Where nothing stands the protocol's answer is null, which LSP4J does not declare.
    public CompletableFuture<Hover> hover(HoverParams params) {
        return server.ask(() -> {
            Document document = workspace.document(params.getTextDocument().getUri());
            return document == null ? null : answers.hover(document, params.getPosition());
        });
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        return about(
                params.getTextDocument().getUri(),
                document -> Either.forLeft(answers.completion(document, params.getPosition())),
                Either.forLeft(List.of()));
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        return about(
                params.getTextDocument().getUri(),
                document -> Either.forLeft(answers.definition(document, params.getPosition())),
                Either.forLeft(List.of()));
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
        return about(params.getTextDocument().getUri(), answers::formatting, List.of());
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams params) {
        return about(
                params.getTextDocument().getUri(),
                document -> answers.symbols(document).stream()
                        .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                        .toList(),
                List.of());
    }

    private <T> CompletableFuture<T> about(String uri, Function<Document, T> answer, T nothing) {
        return server.ask(() -> {
            Document document = workspace.document(uri);
            return document == null ? nothing : answer.apply(document);
        });
    }
}
