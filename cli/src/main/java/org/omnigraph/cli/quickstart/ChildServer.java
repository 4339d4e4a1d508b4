package org.omnigraph.cli.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.omnigraph.cli.shell.InterruptedCommand;

/// A server process of our own: started, asked for its address, stopped gracefully.
final class ChildServer {
    private static final String ADDRESS_PREFIX = "OMNIGRAPH_LISTEN_ADDR=";
    private static final Duration BOOT_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final int LOG_TAIL_LINES = 20;

    private final Process process;
    private final Path log;

    private ChildServer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts the program; its log goes to a file.
    static ChildServer start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectError(log.toFile());
        return new ChildServer(builder.start(), log);
    }

    /// Waits for the line in which the server says where it listens.
    ///
    /// @return the address, or the empty string if the server ended or stayed silent
    String address() {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readAddress, Thread::startVirtualThread);
        try {
            return line.get(BOOT_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCommand();
        }
    }

    private String readAddress() {
        try {
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ADDRESS_PREFIX)) {
                    return line.substring(ADDRESS_PREFIX.length()).strip();
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Asks the server to stop (SIGTERM) and waits; kills it if it does not.
    ///
    /// @return its exit code, or -1 if it had to be killed
    int stop() {
        process.destroy();
        try {
            if (process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return -1;
    }

    /// The end of the server's log.
    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
