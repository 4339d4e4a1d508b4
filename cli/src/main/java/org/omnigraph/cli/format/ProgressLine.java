package org.omnigraph.cli.format;

import java.io.PrintStream;

/// One line on a terminal's standard error that says what a long command is at, and goes away when it is done.
/// Silent anywhere else.
public final class ProgressLine implements AutoCloseable {
    private static final String CLEAR = "\r" + (char) 27 + "[K";

    private final PrintStream err;
    private final boolean enabled;
    private final int width;
    private boolean shown;

    /// @param enabled false to say nothing
    /// @param width the terminal's, in columns
    public ProgressLine(PrintStream err, boolean enabled, int width) {
        this.err = err;
        this.enabled = enabled;
        this.width = width;
    }

    /// Says what is being done, in place of what was said before.
    ///
    /// @param done how many of `total` are behind
    public synchronized void step(String phase, String subject, int done, int total) {
        if (!enabled) {
            return;
        }
        String count = total > 1 ? " " + (done + 1) + "/" + total : "";
        err.print(CLEAR + Prose.cut(Prose.printable(phase + count + " " + subject), width - 1));
        err.flush();
        shown = true;
    }

    @Override
    public synchronized void close() {
        if (shown) {
            err.print(CLEAR);
            err.flush();
            shown = false;
        }
    }
}
