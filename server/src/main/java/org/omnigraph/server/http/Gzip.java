package org.omnigraph.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Compression of answers: when asked for, and when it is worth it.
final class Gzip {
    /// Shorter answers are sent as they are.
    static final int BYTES_MIN = 1_024;

    private static final int BUFFER = 8_192;

    private Gzip() {}

    /// True if one of the `Accept-Encoding` values takes gzip (RFC 9110 §12.5.3).
    static boolean accepted(List<String> headers) {
        Map<String, Double> wanted = AcceptValues.of(headers);
        for (Map.Entry<String, Double> coding : wanted.entrySet()) {
            if (coding.getKey().equals("gzip") || coding.getKey().equals("x-gzip")) {
                return coding.getValue() > 0;
            }
        }
        return wanted.getOrDefault("*", 0.0) > 0;
    }

    static byte[] of(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, BUFFER)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    static OutputStream over(OutputStream out) {
        try {
            return new GZIPOutputStream(out, BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
