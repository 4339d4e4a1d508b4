package org.omnigraph.benchmarks.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Bytes that somebody sends, and the answers that are right.
///
/// @param text the bytes, as characters of ISO 8859-1
/// @param statuses what may be answered; 0 stands for a closed connection without an answer
/// @param answers how many answers these bytes must get
/// @param closes whether the connection must be closed afterwards
/// @param halfClosed whether the sender shuts its side down at once
record RawCase(
        String tried,
        String text,
        Set<Integer> statuses,
        int answers,
        boolean closes,
        boolean halfClosed,
        boolean head) {
    private static final String HOST = "Host: localhost\r\n";
    private static final String TOKEN = "Authorization: Bearer " + PeopleGraph.token("reader") + "\r\n";
    private static final String QUERY_PATH = RequestBytes.GRAPH + "/query";
    private static final String QUERY =
            "{\"query\":\"query q() { match { $p: Person { handle: \\\"p000001\\\" } } return { $p.name } }\"}";
    private static final String HEALTH = "GET /healthz HTTP/1.1\r\n" + HOST;
    private static final String POST =
            "POST " + QUERY_PATH + " HTTP/1.1\r\n" + HOST + TOKEN + "Content-Type: application/json\r\n";

    private static RawCase of(String tried, String text, Integer... statuses) {
        return new RawCase(tried, text, Set.of(statuses), 1, false, false, false);
    }

    private RawCase closing() {
        return new RawCase(tried, text, statuses, answers, true, halfClosed, head);
    }

    private RawCase halfClosing() {
        return new RawCase(tried, text, statuses, answers, closes, true, head);
    }

    private RawCase answering(int times) {
        return new RawCase(tried, text, statuses, times, closes, halfClosed, head);
    }

    private RawCase heading() {
        return new RawCase(tried, text, statuses, answers, closes, halfClosed, true);
    }

    /// For a table: `[400], closed`.
    String bound() {
        return statuses + (answers > 1 ? " x " + answers : "") + (closes ? ", closed" : "");
    }

    static List<RawCase> all() {
        List<RawCase> all = new ArrayList<>();
        versions(all);
        lengths(all);
        chunks(all);
        heads(all);
        targets(all);
        conversations(all);
        bodies(all);
        return all;
    }

    private static void versions(List<RawCase> all) {
        all.add(of("HTTP/1.0 without Host", "GET /healthz HTTP/1.0\r\n\r\n", 200)
                .closing());
        all.add(of("HTTP/1.0 that wants to stay", "GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200));
        all.add(of("Connection: close", HEALTH + "Connection: close\r\n\r\n", 200)
                .closing());
        all.add(of("no Host", "GET /healthz HTTP/1.1\r\n\r\n", 400).closing());
        all.add(of("two Hosts", HEALTH + "Host: other\r\n\r\n", 400).closing());
        all.add(of("a Host that is none", "GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n", 400));
        all.add(of("version 1.2", "GET /healthz HTTP/1.2\r\n" + HOST + "\r\n", 200, 400, 505));
        all.add(of("version 9.9", "GET /healthz HTTP/9.9\r\n" + HOST + "\r\n", 400, 505));
        all.add(of("no version", "GET /healthz\r\n\r\n", 0, 400, 505));
        all.add(of("garbage", "\u0001\u0002\u0003\u0004\r\n\r\n", 0, 400).closing());
        all.add(of("a TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n", 0, 400)
                .closing());
        all.add(of("an endless line", "G".repeat(100_000), 0, 400, 414, 431).closing());
        all.add(of("empty lines first", "\r\n\r\n" + HEALTH + "\r\n", 200, 400));
        all.add(of("lines that end in LF alone", "GET /healthz HTTP/1.1\nHost: localhost\n\n", 200, 400));
    }

    private static void lengths(List<RawCase> all) {
        String body = "\r\n" + QUERY;
        String length = "Content-Length: " + QUERY.length() + "\r\n";
        all.add(of("a plain query", POST + length + body, 200));
        all.add(of("two lengths that differ", POST + length + "Content-Length: 3\r\n" + body, 400)
                .closing());
        all.add(of("two lengths that agree", POST + length + length + body, 400).closing());
        all.add(of("a list of lengths", POST + "Content-Length: 5, 5\r\n" + body, 400)
                .closing());
        all.add(of("length and chunks", POST + length + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)
                .closing());
        for (String bad : List.of("-1", "+5", "0x5", "five", "99999999999999999999")) {
            all.add(of("length " + bad, POST + "Content-Length: " + bad + "\r\n" + body, 400, 413)
                    .closing());
        }
        all.add(of("length of 2 GiB", POST + "Content-Length: 2147483648\r\n\r\n", 413));
        all.add(of("no length, no chunks", POST + "\r\n", 400, 411));
    }

    private static void chunks(List<RawCase> all) {
        String chunked = POST + "Transfer-Encoding: chunked\r\n\r\n";
        String size = Integer.toHexString(QUERY.length());
        all.add(of("one chunk", chunked + size + "\r\n" + QUERY + "\r\n0\r\n\r\n", 200));
        all.add(of("a trailer", chunked + size + "\r\n" + QUERY + "\r\n0\r\nX-Trailer: 1\r\n\r\n", 200));
        all.add(of("a chunk extension", chunked + size + ";a=b\r\n" + QUERY + "\r\n0\r\n\r\n", 200, 400));
        StringBuilder bytes = new StringBuilder(chunked);
        QUERY.chars().forEach(c -> bytes.append("1\r\n").append((char) c).append("\r\n"));
        all.add(of("a byte a chunk", bytes + "0\r\n\r\n", 200));
        all.add(of("a chunk size that is none", chunked + "zz\r\n" + QUERY + "\r\n0\r\n\r\n", 400)
                .closing());
        all.add(of("a chunk size over all", chunked + "ffffffffffffffff\r\n" + QUERY, 400, 413)
                .closing());
        all.add(of("a negative chunk size", chunked + "-5\r\n" + QUERY, 400).closing());
        all.add(of("a chunk without its end", chunked + size + "\r\n" + QUERY + "XX0\r\n\r\n", 400)
                .closing());
        all.add(of("a chunk extension of 1 MB", chunked + size + ";a=" + "b".repeat(1_000_000), 0, 400, 413, 431));
        all.add(of("another coding", POST + "Transfer-Encoding: gzip\r\n\r\n", 400, 501)
                .closing());
        all.add(of("chunks twice", POST + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400, 501));
        all.add(of("a hidden coding", POST + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n", 400, 501)
                .closing());
        all.add(of("a coding before its colon", POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400)
                .closing());
    }

    private static void heads(List<RawCase> all) {
        all.add(of("a control character in a value", HEALTH + "X: a\u0001b\r\n\r\n", 400));
        all.add(of("NUL in a value", HEALTH + "X: a\u0000b\r\n\r\n", 400));
        all.add(of("a bare CR in a value", HEALTH + "X: a\rb\r\n\r\n", 400));
        all.add(of("a folded value", HEALTH + "X: a\r\n b\r\n\r\n", 200, 400));
        all.add(of("a name with a space", HEALTH + "X Y: a\r\n\r\n", 400));
        all.add(of("a line without a colon", HEALTH + "XY\r\n\r\n", 400));
        all.add(of("no name", HEALTH + ": a\r\n\r\n", 400));
        all.add(of("a header of 32 KiB", HEALTH + "X: " + "a".repeat(32_768) + "\r\n\r\n", 431)
                .closing());
        all.add(of("10,000 headers", HEALTH + "X: a\r\n".repeat(10_000) + "\r\n", 431)
                .closing());
        all.add(of(
                "two tokens",
                HEALTH.replace("/healthz", RequestBytes.GRAPH + "/schema") + TOKEN + TOKEN + "\r\n",
                200,
                400,
                401));
        all.add(of(
                "bytes over 127 in a token",
                HEALTH.replace("/healthz", RequestBytes.GRAPH + "/schema")
                        + "Authorization: Bearer \u00ff\u00fe\r\n\r\n",
                400,
                401));
        all.add(of("a method nobody knows", "FOO /healthz HTTP/1.1\r\n" + HOST + "\r\n", 400, 405, 501));
        all.add(of("a method in small letters", "get /healthz HTTP/1.1\r\n" + HOST + "\r\n", 400, 405, 501));
        all.add(of("a space first", " GET /healthz HTTP/1.1\r\n" + HOST + "\r\n", 400));
    }

    private static void targets(List<RawCase> all) {
        all.add(of("absolute form", "GET http://localhost/healthz HTTP/1.1\r\n" + HOST + "\r\n", 200));
        all.add(of("OPTIONS *", "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n", 200, 204, 400, 404, 405));
        all.add(of("CONNECT", "CONNECT localhost:1 HTTP/1.1\r\n" + HOST + "\r\n", 400, 404, 405, 501));
        all.add(of("TRACE", "TRACE /healthz HTTP/1.1\r\n" + HOST + "\r\n", 400, 405, 501));
        all.add(of(
                "a target of 16 KiB",
                "GET /healthz?" + "a".repeat(16_384) + " HTTP/1.1\r\n" + HOST + "\r\n",
                414,
                431));
        for (String bad :
                List.of("%zz", "%", "%4", "%00", "%c0%af", "%ff", "..%2f..%2fetc", "%2e%2e/schema", "a%0d%0aX:%201")) {
            all.add(of(
                    "target /graphs/" + bad, "GET /graphs/" + bad + " HTTP/1.1\r\n" + HOST + TOKEN + "\r\n", 400, 404));
        }
        all.add(of("a target above the root", "GET /../../etc/passwd HTTP/1.1\r\n" + HOST + TOKEN + "\r\n", 400, 404));
        all.add(of("bytes over 127 in a target", "GET /graphs/\u00e9 HTTP/1.1\r\n" + HOST + TOKEN + "\r\n", 400, 404));
        all.add(of("a space in a target", "GET /health z HTTP/1.1\r\n" + HOST + "\r\n", 400, 505));
    }

    private static void conversations(List<RawCase> all) {
        String length = "Content-Length: " + QUERY.length() + "\r\n";
        all.add(of("three in one packet", (HEALTH + "\r\n").repeat(3), 200).answering(3));
        all.add(of("a query and health in one packet", POST + length + "\r\n" + QUERY + HEALTH + "\r\n", 200)
                .answering(2));
        all.add(of("GET with a body, then another", HEALTH + "Content-Length: 5\r\n\r\nhello" + HEALTH + "\r\n", 200)
                .answering(2));
        all.add(of("Expect: 100-continue", POST + length + "Expect: 100-continue\r\n\r\n" + QUERY, 200));
        all.add(of(
                "Expect of an unknown caller", POST.replace(TOKEN, "") + length + "Expect: 100-continue\r\n\r\n", 401));
        all.add(of("Expect of something else", POST + length + "Expect: wonders\r\n\r\n" + QUERY, 200, 417));
        all.add(of("a whole request, then half closed", HEALTH + "\r\n", 200).halfClosing());
        all.add(of("half closed in a body", POST + length + "\r\n" + QUERY.substring(9), 0, 400)
                .halfClosing());
        all.add(of("half closed in a header", HEALTH + "X: a", 0, 400).halfClosing());
        all.add(of("half closed at once", "", 0).halfClosing());
        all.add(of("HEAD of health", HEALTH.replace("GET", "HEAD") + "\r\n", 200)
                .heading());
        all.add(of(
                        "HEAD of a graph's schema",
                        HEALTH.replace("GET /healthz", "HEAD " + RequestBytes.GRAPH + "/schema") + TOKEN + "\r\n",
                        200)
                .heading());
        all.add(of("HEAD of a query", HEALTH.replace("GET /healthz", "HEAD " + QUERY_PATH) + TOKEN + "\r\n", 405)
                .heading());
        all.add(of("GET of a query", HEALTH.replace("/healthz", QUERY_PATH) + TOKEN + "\r\n", 405));
        all.add(of(
                "an upgrade to a web socket",
                HEALTH + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                200,
                400,
                426));
        all.add(of("a route nobody knows", HEALTH.replace("/healthz", "/nowhere") + "\r\n", 401, 404));
    }

    private static void bodies(List<RawCase> all) {
        String length = "Content-Length: " + QUERY.length() + "\r\n";
        all.add(of("a coding of the content", POST + length + "Content-Encoding: gzip\r\n\r\n" + QUERY, 415));
        all.add(of(
                "another type of content",
                POST.replace("application/json", "text/plain") + length + "\r\n" + QUERY,
                415));
        all.add(of("a body that is not UTF-8", POST + "Content-Length: 4\r\n\r\n\"\u00ff\u00fe\"", 400));
        all.add(of("a body of UTF-16", POST + "Content-Length: 4\r\n\r\n\u00ff\u00fe{\u0000", 400));
        all.add(of("a body that is no JSON", POST + "Content-Length: 4\r\n\r\n{\"a\"", 400));
        all.add(of("an empty body", POST + "Content-Length: 0\r\n\r\n", 400));
    }
}
