package org.omnigraph.cli.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the output streams are attached to.
///
/// @param outIsTerminal standard output is a terminal
/// @param errIsTerminal standard error is a terminal
/// @param columns the terminal's width, 0 if it has to be asked for
public record Screen(boolean outIsTerminal, boolean errIsTerminal, int columns) {
    /// Pipes or files on both sides.
    public static final Screen NONE = new Screen(false, false, 80);

    private static final int FALLBACK_COLUMNS = 80;

    /// Looks at this process's streams. The launcher may say what it knows in the property `omnigraph.terminal` (a
    /// list of `out`, `err`); else the kernel is asked by way of `/proc`, which loads no console classes.
    public static Screen ofProcess(Map<String, String> environment) {
        String told = System.getProperty("omnigraph.terminal");
        boolean out = told == null ? isTerminal(1) : told.contains("out");
        boolean err = told == null ? isTerminal(2) : told.contains("err");
        int columns = 0;
        try {
            columns = Integer.parseInt(environment.getOrDefault("COLUMNS", "0"));
        } catch (NumberFormatException e) {
            columns = 0;
        }
        return new Screen(out, err, columns);
    }

    /// The width for output on standard output: the terminal's, or 80.
    public int width() {
        if (columns > 0) {
            return columns;
        }
        return outIsTerminal ? askTerminal() : FALLBACK_COLUMNS;
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static int askTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(stty.getInputStream().readNBytes(64), StandardCharsets.US_ASCII).strip();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
                return FALLBACK_COLUMNS;
            }
            int columns = Integer.parseInt(answer.substring(answer.indexOf(' ') + 1));
            return columns > 0 ? columns : FALLBACK_COLUMNS;
        } catch (IOException | NumberFormatException e) {
            return FALLBACK_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FALLBACK_COLUMNS;
        }
    }
}
