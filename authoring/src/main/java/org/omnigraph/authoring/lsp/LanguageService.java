package org.omnigraph.authoring.lsp;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/// Serves one editor over a pair of streams.
public final class LanguageService {
    private LanguageService() {}

    /// Serves until the client says `exit`, the input ends, or the process is asked to stop.
    ///
    /// @param onStop runs what it is given when the process is asked to stop
    /// @param log told of what goes wrong inside, a line each
    /// @param runbooks the URI of the folder with the runbooks, ending in `/`; empty if there is none
    /// @return the exit code of the protocol: 0 if `shutdown` came before the end, else 1
    public static int serve(
            InputStream input, OutputStream output, Consumer<Runnable> onStop, Consumer<String> log, String runbooks) {
        ExecutorService threads = daemons("omnigraph-lsp-io-");
        ExecutorService worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("omnigraph-lsp").factory());
        ProtocolLog protocolLog = ProtocolLog.open(log);
        try {
            SourceServer server = new SourceServer(worker, log, runbooks);
            Launcher<LanguageClient> launcher = LSPLauncher.createServerLauncher(
                    server, new BoundedMessages(input, log), output, threads, consumer -> consumer);
            server.connect(launcher.getRemoteProxy());
            Future<Void> listening = launcher.startListening();
            threads.execute(() -> {
                await(listening, log);
                server.inputEnded();
            });
            onStop.accept(server::inputEnded);
            return server.ended().join();
        } finally {
            worker.shutdownNow();
            threads.shutdownNow();
            protocolLog.close();
        }
    }

    private static void await(Future<Void> listening, Consumer<String> log) {
        try {
            listening.get();
        } catch (ExecutionException e) {
            log.accept("the connection broke: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExecutorService daemons(String name) {
        return Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name(name, 0).factory());
    }
}
