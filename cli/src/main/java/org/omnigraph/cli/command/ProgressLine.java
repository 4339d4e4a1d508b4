package org.omnigraph.cli.command;

import java.io.PrintStream;
import org.omnigraph.cli.view.Prose;

/// One line on a terminal's standard error that says what a long command is at, and goes away when it is done.
/// Silent anywhere else.
final class ProgressLine implements AutoCloseable {
    private static final String CLEAR = "\r" + (char) 27 + "[K";

    private final PrintStream err;
    private final boolean enabled;
    private final int width;
    private boolean shown;

    ProgressLine(Invocation invocation) {
        this.err = invocation.shell().err();
        this.enabled = invocation.showsProgress();
        this.width = enabled ? invocation.shell().screen().width() : 80;
    }

    synchronized void step(String phase, String subject, int done, int total) {
        if (!enabled) {
            return;
        }
        String count = total > 1 ? " " + (done + 1) + "/" + total : "";
        err.print(CLEAR + Prose.cut(phase + count + " " + subject, width - 1));
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
