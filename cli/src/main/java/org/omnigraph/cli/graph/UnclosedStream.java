package org.omnigraph.cli.graph;

import java.io.OutputStream;
import java.io.PrintStream;

/// Standard output for bulk data: closing it only flushes, and a reader that left ends the work.
final class UnclosedStream extends OutputStream {
    private final PrintStream out;

    UnclosedStream(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) {
        out.write(b);
        check();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        out.write(bytes, offset, length);
        check();
    }

    @Override
    public void close() {
        out.flush();
    }

    private void check() {
        if (out.checkError()) {
            throw new ReaderGoneException();
        }
    }
}
