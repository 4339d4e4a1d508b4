package org.omnigraph.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A client that sends bytes as they are and reads what comes: for requests that no HTTP library would send.
public final class RawClient implements AutoCloseable {
    private static final int WAIT_MILLIS = 20_000;

    private final Socket socket;

    public RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(WAIT_MILLIS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One answer.
    ///
    /// @param closed true if the connection ended after it
    public record Answer(String text, boolean closed) {
        /// 0 if nothing came.
        public int status() {
            return text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        public String body() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? "" : text.substring(end + 4);
        }
    }

    /// Sends ISO-8859-1 text; a connection that is closed already is no failure, since the answer is still there.
    public RawClient send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // What the server had to say can still be read.
        }
        return this;
    }

    /// Says that nothing more will come.
    public RawClient halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Reads to the end of the connection.
    public Answer readToEnd() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean closed = true;
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (SocketTimeoutException e) {
            closed = false;
        } catch (IOException e) {
            // A reset ends the connection too.
        }
        return new Answer(bytes.toString(StandardCharsets.ISO_8859_1), closed);
    }

    /// Reads one answer by its `Content-Length`; the connection stays.
    public Answer readOne() {
        try {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    return new Answer(bytes.toString(StandardCharsets.ISO_8859_1), true);
                }
                bytes.write(b);
            }
            String head = bytes.toString(StandardCharsets.ISO_8859_1);
            if (head.startsWith("HTTP/1.1 102 ")) {
                // The server asks whether somebody is still there; the answer follows.
                return readOne();
            }
            int length = head.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            bytes.writeBytes(in.readNBytes(length));
            return new Answer(bytes.toString(StandardCharsets.ISO_8859_1), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Closes so that the server sees a reset.
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
