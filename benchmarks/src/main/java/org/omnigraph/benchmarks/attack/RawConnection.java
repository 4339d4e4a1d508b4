package org.omnigraph.benchmarks.attack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// One TCP connection to a server on this machine, and just enough HTTP/1.1 to read answers from it. What is sent is
/// whatever the caller makes up.
final class RawConnection implements AutoCloseable {
    private static final int KEPT_BYTES_MAX = 1 << 20;
    private static final int LINE_BYTES_MAX = 1 << 16;

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
    }

    /// Connects; reading waits at most `millis` for the next byte.
    static RawConnection open(int port, int millis) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
        socket.setSoTimeout(millis);
        return new RawConnection(socket);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// How long reading waits for the next byte from now on.
    void waitAtMost(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /// Tells the other side that nothing more comes, and stays open for its answer.
    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /// True if the other side closes the connection before the time to wait is over, whatever it still sends.
    boolean isClosedByOtherSide() {
        try {
            while (in.read() >= 0) {
                // what is still on the way does not matter
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /// Sends a request and reads its answer; a connection that breaks is an answer, too.
    Answer ask(byte[] request) {
        try {
            send(request);
        } catch (IOException e) {
            // refused while it was sent: there may be an answer nevertheless
            return answer();
        }
        return answer();
    }

    /// Reads the next answer, a final one: interim ones are passed over.
    Answer answer() {
        return answer(false);
    }

    /// Reads the next answer.
    ///
    /// @param head whether it answers a HEAD request and so has no body, whatever its headers say
    Answer answer(boolean head) {
        Answer answer = one(head);
        while (answer.status() >= 100 && answer.status() < 200 && answer.end() == Answer.End.WHOLE) {
            answer = one(head);
        }
        return answer;
    }

    private Answer one(boolean head) {
        int status = 0;
        Map<String, String> headers = new HashMap<>();
        Body body = new Body();
        try {
            String line = line();
            if (line.isEmpty()) {
                return Answer.none(Answer.End.NOTHING);
            }
            String[] words = line.split(" ", 3);
            if (!words[0].startsWith("HTTP/1.") || words.length < 2) {
                return Answer.none(Answer.End.CUT);
            }
            status = Integer.parseInt(words[1]);
            for (String field = line(); !field.isEmpty(); field = line()) {
                int colon = field.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            field.substring(0, colon).toLowerCase(Locale.ROOT),
                            field.substring(colon + 1).strip());
                }
            }
            boolean whole = head || status < 200 || status == 204 || status == 304 || read(headers, body);
            return body.answer(status, headers, whole ? Answer.End.WHOLE : Answer.End.CUT);
        } catch (SocketTimeoutException e) {
            return body.answer(status, headers, Answer.End.LATE);
        } catch (IOException | NumberFormatException e) {
            return body.answer(status, headers, status == 0 ? Answer.End.NOTHING : Answer.End.CUT);
        }
    }

    /// Reads a body as the headers announce it.
    ///
    /// @return whether it came whole
    private boolean read(Map<String, String> headers, Body body) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            for (; ; ) {
                long size = Long.parseLong(line().split(";", 2)[0].strip(), 16);
                if (size == 0) {
                    while (!line().isEmpty()) {
                        // trailers do not matter
                    }
                    return true;
                }
                if (!body.take(in, size) || !line().isEmpty()) {
                    return false;
                }
            }
        }
        String length = headers.get("content-length");
        if (length != null) {
            return body.take(in, Long.parseLong(length));
        }
        body.take(in, Long.MAX_VALUE);
        return true;
    }

    /// The next line without its end; empty also where the connection ends before its first byte.
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                if (line.size() == 0) {
                    return "";
                }
                throw new IOException("the connection ended within a line");
            }
            if (line.size() > LINE_BYTES_MAX) {
                throw new IOException("an endless line");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /// A body as it grows: the first bytes are kept, the others counted.
    private static final class Body {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long size;

        /// Takes `length` bytes, or as many as there are.
        boolean take(InputStream in, long length) throws IOException {
            byte[] buffer = new byte[(int) Math.min(length, 1 << 14)];
            long left = length;
            while (left > 0) {
                int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (n < 0) {
                    return false;
                }
                kept.write(buffer, 0, Math.min(n, KEPT_BYTES_MAX - kept.size()));
                size += n;
                left -= n;
            }
            return true;
        }

        Answer answer(int status, Map<String, String> headers, Answer.End end) {
            return new Answer(status, headers, kept.toString(StandardCharsets.UTF_8), size, end);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
