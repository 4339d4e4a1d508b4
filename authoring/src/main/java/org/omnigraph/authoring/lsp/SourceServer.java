package org.omnigraph.authoring.lsp;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageClientAware;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/// The server. Everything that touches the workspace runs on one thread in the order of arrival; checking is put off
/// until the changes that have arrived are in, so that fast typing is checked once.
final class SourceServer implements LanguageServer, LanguageClientAware {
    private final Workspace workspace = new Workspace();
    private final Answers answers = new Answers(workspace);
    private final ExecutorService worker;
    private final Consumer<String> log;
    private final String runbooks;
    private final AtomicBoolean checkPending = new AtomicBoolean();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final Map<String, PublishDiagnosticsParams> published = new LinkedHashMap<>();
    private volatile @Nullable LanguageClient client;
    private volatile boolean shutdown;

    /// @param log told of what goes wrong inside, a line each
    /// @param runbooks the URI of the folder with the runbooks; empty if there is none
    SourceServer(ExecutorService worker, Consumer<String> log, String runbooks) {
        this.worker = worker;
        this.log = log;
        this.runbooks = runbooks;
    }

    /// Completed with the exit code when the client is done.
    CompletableFuture<Integer> ended() {
        return ended;
    }

    /// No more messages will come.
    void inputEnded() {
        ended.complete(exitCode());
    }

    private int exitCode() {
        return shutdown ? 0 : 1;
    }

    @Override
    public void connect(LanguageClient newClient) {
        client = newClient;
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        return ask(() -> {
            roots(params).stream().map(FileUris::path).forEach(root -> root.ifPresent(workspace::addRoot));
            ServerCapabilities capabilities = new ServerCapabilities();
            capabilities.setTextDocumentSync(TextDocumentSyncKind.Incremental);
            capabilities.setHoverProvider(true);
            capabilities.setDefinitionProvider(true);
            capabilities.setDocumentFormattingProvider(true);
            capabilities.setDocumentSymbolProvider(true);
            capabilities.setCompletionProvider(new CompletionOptions(false, List.of("$", ".", ":", "@", " ")));
            return new InitializeResult(capabilities, new ServerInfo("omnigraph"));
        });
    }

    @SuppressWarnings("deprecation") // Older clients send a root and no folders.
    private static List<String> roots(InitializeParams params) {
        List<WorkspaceFolder> folders = params.getWorkspaceFolders();
        if (folders != null && !folders.isEmpty()) {
            return folders.stream().map(WorkspaceFolder::getUri).toList();
        }
        String root = params.getRootUri();
        String path = params.getRootPath();
        if (root != null) {
            return List.of(root);
        }
        return path == null ? List.of() : List.of(Path.of(path).toUri().toString());
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutdown = true;
        return CompletableFuture.completedFuture(new Object());
    }

    @Override
    public void exit() {
        ended.complete(exitCode());
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return new SourceDocuments(this, workspace, answers);
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return new FileChanges(this, workspace);
    }

    /// Answers a question behind all that was told before; an exception is an answer too.
    <T> CompletableFuture<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, worker);
    }

    /// Takes something in, and has everything checked afterwards.
    void tell(Runnable change) {
        worker.execute(() -> {
            guarded(change);
            if (checkPending.compareAndSet(false, true)) {
                worker.execute(() -> {
                    checkPending.set(false);
                    guarded(this::publish);
                });
            }
        });
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            log.accept("internal error: " + e);
        }
    }

    private void publish() {
        LanguageClient listener = client;
        if (listener == null) {
            return;
        }
        Map<String, PublishDiagnosticsParams> current = new LinkedHashMap<>();
        workspace.check().forEach((uri, problems) -> current.put(uri, params(uri, problems)));
        for (String uri : published.keySet()) {
            current.computeIfAbsent(uri, gone -> params(gone, List.of()));
        }
        current.forEach((uri, params) -> {
            if (!params.equals(published.get(uri))) {
                listener.publishDiagnostics(params);
            }
        });
        published.clear();
        current.forEach((uri, params) -> {
            if (!params.getDiagnostics().isEmpty() || workspace.document(uri) != null) {
                published.put(uri, params);
            }
        });
    }

    private PublishDiagnosticsParams params(String uri, List<Problem> problems) {
        PublishDiagnosticsParams params = new PublishDiagnosticsParams(
                uri,
                problems.stream()
                        .map(problem -> Wire.diagnostic(problem, runbooks))
                        .toList());
        Document document = workspace.document(uri);
        if (document != null) {
            params.setVersion(document.version());
        }
        return params;
    }
}
