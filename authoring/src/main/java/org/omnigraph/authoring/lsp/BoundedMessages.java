package org.omnigraph.authoring.lsp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/// A stream of messages whose announced lengths can be believed: the reader behind it makes room for a message before
/// it has come. At a length that is none or too much the stream ends, for nobody can say where the next message
/// begins.
final class BoundedMessages extends InputStream {
    /// Room for the largest file with every character escaped.
    static final int MESSAGE_MAX = 128 << 20;

    private static final int HEADER_MAX = 8 << 10;
    private static final String LENGTH = "content-length:";

    private final InputStream input;
    private final Consumer<String> log;
    private ByteArrayInputStream header = new ByteArrayInputStream(new byte[0]);
    private long bodyLeft;
    private boolean ended;

    BoundedMessages(InputStream input, Consumer<String> log) {
        this.input = input;
        this.log = log;
    }

    /// One byte: only headers are read like this, so a body that is not read to its end was given up, as LSP4J
    /// does at the first mistake in it, and the next message begins behind it.
    @Override
    public int read() throws IOException {
        if (header.available() == 0 && bodyLeft > 0) {
            input.skipNBytes(bodyLeft);
            bodyLeft = 0;
        }
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (header.available() == 0 && bodyLeft == 0 && !ended) {
            nextHeader();
        }
        if (header.available() > 0) {
            return header.read(bytes, offset, length);
        }
        if (ended) {
            return -1;
        }
        int count = input.read(bytes, offset, (int) Math.min(length, bodyLeft));
        bodyLeft -= Math.max(count, 0);
        ended = count < 0;
        return count;
    }

    private void nextHeader() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        StringBuilder line = new StringBuilder();
        long length = -1;
        while (true) {
            int c = input.read();
            if (c < 0 || read.size() == HEADER_MAX) {
                end(c < 0 ? "" : "a header longer than " + HEADER_MAX + " bytes");
                return;
            }
            read.write(c);
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            String text = line.toString().strip().toLowerCase(Locale.ROOT);
            line.setLength(0);
            if (text.isEmpty()) {
                break;
            }
            if (text.startsWith(LENGTH)) {
                length = parsed(text.substring(LENGTH.length()).strip());
            }
        }
        if (length < 0 || length > MESSAGE_MAX) {
            end("a message without a length from 0 to " + MESSAGE_MAX);
            return;
        }
        header = new ByteArrayInputStream(
                ("Content-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        bodyLeft = length;
    }

    private static long parsed(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void end(String reason) {
        ended = true;
        if (!reason.isEmpty()) {
            log.accept("stopped at " + reason);
        }
    }
}
