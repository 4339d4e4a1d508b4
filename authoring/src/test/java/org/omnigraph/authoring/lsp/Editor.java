package org.omnigraph.authoring.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/// An editor: a client of LSP4J at the other end of two pipes of the system.
final class Editor implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;

    private final OutputStream toServer;
    private final LanguageServer server;
    private final Future<Void> listening;
    private final InitializeResult initialized;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final BlockingQueue<PublishDiagnosticsParams> arrived = new LinkedBlockingQueue<>();
    private final Map<String, PublishDiagnosticsParams> latest = new HashMap<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<Runnable> whenStopped = new CopyOnWriteArrayList<>();

    /// Starts a server with these folders open.
    Editor(Path... roots) throws Exception {
        Pipe in = Pipe.open();
        Pipe out = Pipe.open();
        toServer = Channels.newOutputStream(in.sink());
        InputStream serverIn = Channels.newInputStream(in.source());
        OutputStream serverOut = Channels.newOutputStream(out.sink());
        Thread.ofPlatform().daemon().name("test-lsp-server").start(() -> {
            try {
                exitCode.complete(LanguageService.serve(
                        serverIn, serverOut, whenStopped::add, log::add, "file:///home/docs/runbooks/"));
            } finally {
                closeQuietly(serverOut);
            }
        });
        Launcher<LanguageServer> launcher =
                LSPLauncher.createClientLauncher(new Client(), Channels.newInputStream(out.source()), toServer);
        listening = launcher.startListening();
        server = launcher.getRemoteProxy();
        InitializeParams params = new InitializeParams();
        params.setWorkspaceFolders(List.of(roots).stream()
                .map(root -> new WorkspaceFolder(root.toUri().toString(), root.toString()))
                .toList());
        initialized = get(server.initialize(params));
    }

    InitializeResult initialized() {
        return initialized;
    }

    /// The lines of the server's log.
    List<String> log() {
        return log;
    }

    void open(String uri, String text) {
        String language = uri.endsWith(".pg") ? "omnigraph-pg" : "omnigraph-gq";
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, language, 1, text)));
    }

    void open(Path file, String text) {
        open(uri(file), text);
    }

    void replace(Path file, int version, String text) {
        change(file, version, new TextDocumentContentChangeEvent(text));
    }

    void change(Path file, int version, TextDocumentContentChangeEvent... changes) {
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri(file), version), List.of(changes)));
    }

    void close(Path file) {
        server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(id(uri(file))));
    }

    /// The problems of an open text once this version of it was checked.
    List<Diagnostic> problems(Path file, int version) throws InterruptedException {
        return await(uri(file), version);
    }

    List<Diagnostic> await(String uri, int version) throws InterruptedException {
        while (true) {
            PublishDiagnosticsParams known = latest.get(uri);
            if (known != null && known.getVersion() != null && known.getVersion() >= version) {
                return known.getDiagnostics();
            }
            next();
        }
    }

    /// The next report of problems, whatever it is about.
    PublishDiagnosticsParams next() throws InterruptedException {
        PublishDiagnosticsParams params = arrived.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(params).as("no report of problems came; log: " + log).isNotNull();
        latest.put(params.getUri(), params);
        return params;
    }

    /// What was last said of a file.
    List<Diagnostic> latest(Path file) {
        PublishDiagnosticsParams known = latest.get(uri(file));
        return known == null ? List.of() : known.getDiagnostics();
    }

    Hover hover(String uri, Position place) throws Exception {
        return get(server.getTextDocumentService().hover(new HoverParams(id(uri), place)));
    }

    List<CompletionItem> completion(Path file, Position place) throws Exception {
        return get(server.getTextDocumentService().completion(new CompletionParams(id(uri(file)), place)))
                .getLeft();
    }

    List<? extends Location> definition(Path file, Position place) throws Exception {
        return get(server.getTextDocumentService().definition(new DefinitionParams(id(uri(file)), place)))
                .getLeft();
    }

    List<? extends TextEdit> formatting(Path file) throws Exception {
        return get(server.getTextDocumentService()
                .formatting(new DocumentFormattingParams(id(uri(file)), new FormattingOptions(4, true))));
    }

    List<DocumentSymbol> symbols(Path file) throws Exception {
        return get(server.getTextDocumentService().documentSymbol(new DocumentSymbolParams(id(uri(file))))).stream()
                .map(Either::getRight)
                .toList();
    }

    /// Writes bytes past LSP4J.
    void raw(String text) throws IOException {
        toServer.write(text.getBytes(StandardCharsets.UTF_8));
        toServer.flush();
    }

    void shutdown() throws Exception {
        get(server.shutdown());
    }

    void exit() {
        server.exit();
    }

    void interrupt() {
        whenStopped.forEach(Runnable::run);
    }

    /// Closes the server's input.
    void hangUp() throws IOException {
        toServer.close();
    }

    int exitCode() throws Exception {
        return get(exitCode);
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    static String uri(Path file) {
        return file.toUri().toString();
    }

    /// The place of `marker` in a text without astral characters before it in its line, moved on by `plus`.
    static Position at(String text, String marker, int plus) {
        int offset = text.indexOf(marker);
        assertThat(offset).as(marker).isNotNegative();
        String before = text.substring(0, offset + plus);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Position(line, before.length() - before.lastIndexOf('\n') - 1);
    }

    /// What a range covers.
    static String covered(String text, Range range) {
        String[] lines = text.split("\n", -1);
        assertThat(range.getStart().getLine()).isEqualTo(range.getEnd().getLine());
        return lines[range.getStart().getLine()].substring(
                range.getStart().getCharacter(), range.getEnd().getCharacter());
    }

    private static TextDocumentIdentifier id(String uri) {
        return new TextDocumentIdentifier(uri);
    }

    private static void closeQuietly(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        toServer.close();
        listening.cancel(true);
    }

    private final class Client implements LanguageClient {
        @Override
        public void telemetryEvent(Object object) {}

        @Override
        public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
            arrived.add(diagnostics);
        }

        @Override
        public void showMessage(MessageParams messageParams) {}

        @Override
        public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
            return CompletableFuture.completedFuture(new MessageActionItem());
        }

        @Override
        public void logMessage(MessageParams message) {}
    }
}
