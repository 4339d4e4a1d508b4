package org.omnigraph.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// Standard output that remembers why it failed, which `PrintStream` does not: a reader that went away (`| head`) is
/// nobody's fault, a full disk is.
final class StandardStream extends OutputStream {
    private final FileOutputStream target;
    private boolean readerGone;
    private String failure = "";

    StandardStream(FileDescriptor descriptor) {
        this.target = new FileOutputStream(descriptor);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (readerGone || !failure.isEmpty()) {
            throw new IOException("stream is closed");
        }
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            String message = e.getMessage() == null ? "write failed" : e.getMessage();
            if (message.toLowerCase(Locale.ROOT).contains("broken pipe")) {
                readerGone = true;
            } else {
                failure = message;
            }
            throw e;
        }
    }

    /// What went wrong besides a reader that left; empty if nothing did.
    String failure() {
        return failure;
    }
}
