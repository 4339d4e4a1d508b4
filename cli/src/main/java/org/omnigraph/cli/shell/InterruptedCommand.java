package org.omnigraph.cli.shell;

/// The person asked the command to stop, and it did so at a point where nothing was half done.
public final class InterruptedCommand extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InterruptedCommand() {
        super("interrupted");
    }
}
