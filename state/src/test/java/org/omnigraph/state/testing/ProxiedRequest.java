package org.omnigraph.state.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One HTTP/1.1 request as a proxy reads and forwards it: byte for byte, but for the connection it travels on.
public final class ProxiedRequest {
    private static final int HEAD_BYTES_MAX = 64 << 10;

    private final String method;
    private final String target;
    private final List<String> headers;
    private final byte[] body;

    private ProxiedRequest(String method, String target, List<String> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    /// Reads a request; tells a client that waits for it to go on with its body.
    static ProxiedRequest read(InputStream in, OutputStream out) throws IOException {
        List<String> lines = head(in);
        String[] words = lines.getFirst().split(" ", 3);
        if (words.length < 2) {
            throw new IOException("not a request line: " + lines.getFirst());
        }
        List<String> headers = lines.subList(1, lines.size());
        if (value(headers, "transfer-encoding").isPresent()) {
            throw new IOException("this proxy takes bodies of a known length only");
        }
        int length = value(headers, "content-length").map(Integer::parseInt).orElse(0);
        if (value(headers, "expect").isPresent()) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        byte[] body = in.readNBytes(length);
        if (body.length != length) {
            throw new EOFException("the client went away in the middle of its body");
        }
        return new ProxiedRequest(words[0], words[1], headers, body);
    }

    /// `GET`, `PUT` and so on.
    public String method() {
        return method;
    }

    /// The path and the query, as sent.
    public String target() {
        return target;
    }

    /// True if the request holds only under a condition (`If-Match`, `If-None-Match`).
    public boolean isConditional() {
        return value(headers, "if-none-match").isPresent()
                || value(headers, "if-match").isPresent();
    }

    /// Sends the request on, on a connection that ends with its answer.
    void writeTo(OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        for (String header : headers) {
            String name = nameOf(header);
            if (!name.equals("connection") && !name.equals("expect")) {
                head.append(header).append("\r\n");
            }
        }
        head.append("Connection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> lines = new ArrayList<>();
        for (int total = 0; total < HEAD_BYTES_MAX; total++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the client went away");
            }
            if (next != '\n') {
                bytes.write(next);
                continue;
            }
            String line = bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            bytes.reset();
            if (line.isEmpty() && !lines.isEmpty()) {
                return lines;
            }
            lines.add(line);
        }
        throw new IOException("the head of the request is too long");
    }

    private static Optional<String> value(List<String> headers, String name) {
        return headers.stream()
                .filter(header -> nameOf(header).equals(name))
                .map(header -> header.substring(header.indexOf(':') + 1).strip())
                .findFirst();
    }

    private static String nameOf(String header) {
        return header.substring(0, Math.max(0, header.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
    }
}
