package org.omnigraph.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// One of the packaged programs, run as a process the way a person runs it.
final class Program implements AutoCloseable {
    static final long LIMIT_SECONDS = 120;

    private final Process process;
    private final CompletableFuture<String> out;
    private final CompletableFuture<String> err;

    private Program(Process process) {
        this.process = process;
        this.out = read(process.getInputStream());
        this.err = read(process.getErrorStream());
    }

    /// What a finished program left behind.
    record Result(int exit, String out, String err) {}

    /// Starts `command` in `folder`; the environment is the test's own plus `environment`, without tokens or a colour
    /// terminal.
    static Program start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OMNIGRAPH_"));
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return new Program(builder.start());
    }

    /// Runs `./omnigraph` with these arguments to its end. What it prints with `--json` must be what its schema says.
    static Result omnigraph(Path folder, String... args) throws IOException {
        return omnigraph(folder, Map.of(), args);
    }

    static Result omnigraph(Path folder, Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(RepositoryFiles.ROOT.resolve("omnigraph").toString());
        command.addAll(List.of(args));
        try (Program program = start(folder, environment, command)) {
            Result result = program.await();
            PublishedSchemas.check(List.of(args), result.out());
            return result;
        }
    }

    Process process() {
        return process;
    }

    /// Waits for the end; fails if it takes longer than any of these programs may.
    Result await() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + LIMIT_SECONDS + " s: " + process.info());
            }
            return new Result(
                    process.exitValue(),
                    out.get(LIMIT_SECONDS, TimeUnit.SECONDS),
                    err.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("output could not be read", e);
        }
    }

    /// Sends a signal by name (`INT`, `TERM`, `KILL`).
    void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }

    /// Waits until the condition holds while the program runs; false if the program ended first.
    boolean awaitWhileRunning(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (System.nanoTime() < deadline) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (!process.isAlive()) {
                return false;
            }
            LockSupport.parkNanos(200_000);
        }
        throw new AssertionError("the condition never held");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static CompletableFuture<String> read(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(new UncheckedIOException(e));
            }
        });
        return text;
    }
}
