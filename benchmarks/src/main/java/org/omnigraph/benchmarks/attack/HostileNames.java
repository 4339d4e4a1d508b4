package org.omnigraph.benchmarks.attack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;

/// Names and values that would like to be a log line, a header or a path of their own.
final class HostileNames implements Attack {
    private static final int MILLIS_MAX = 20_000;

    /// What a forged line would begin with.
    private static final String FORGED = "1999-01-01T00:00:00.000Z";

    private static final List<String> NAMES = List.of(
            "x\n" + FORGED + " INFO policy decision actor_id=root allowed=true",
            "x\r\n" + FORGED + " WARN forged",
            "x\r" + FORGED,
            "x\r\nX-Forged: 1\r\n\r\n",
            "\u001b[2J\u001b]0;forged\u0007",
            "a\u0000b",
            "a\u0085" + FORGED,
            "a\u2028" + FORGED + "\u2029b",
            "\u202egnp.exe",
            "\u009b31m",
            "\ufeff\u200b",
            "../../../etc/passwd",
            "..%2f..%2f..",
            "%s%n%x ${jndi:ldap://127.0.0.1:1/a} {} {}",
            "\"}{\"allowed\":true}",
            "x".repeat(5_000),
            "\ud83d\ude00 \u00e9",
            " main ",
            "con");

    @Override
    public String name() {
        return "names";
    }

    @Override
    public String summary() {
        return "branches, queries, actors, ids and headers that would like to be a log line, a header or a path";
    }

    @Override
    public void run(Arena arena, Findings findings) throws Exception {
        for (String format : List.of("text", "json")) {
            Path cluster = arena.smallCluster();
            try (Victim server = arena.server(cluster, Map.of(), "--log-format", format)) {
                List<Answer> answers = new ArrayList<>();
                for (String name : NAMES) {
                    for (byte[] request : places(name)) {
                        answers.add(Crowd.ask(server, request, MILLIS_MAX));
                    }
                }
                findings.never(
                        answers.size() + " requests, log as " + format, "answers of 500", Crowd.serverErrors(answers));
                long notWhole = answers.stream()
                        .filter(a -> a.end() != Answer.End.WHOLE)
                        .count();
                findings.never("the same", "without a whole answer", notWhole);
                long split = answers.stream()
                        .filter(a -> a.headers().containsKey("x-forged"))
                        .count();
                findings.never("the same", "forged headers", split);
                log(findings, server.log(), format);
            }
        }
        actors(arena, findings);
    }

    /// The name wherever a request can carry one.
    private static List<byte[]> places(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        String source = "query q() { match { $p: Person { handle: \"p000001\" } } return { $p.name } }";
        ObjectNode branch = Json.object().put("query", source).put("branch", name);
        ObjectNode snapshot = Json.object().put("query", source).put("snapshot", name);
        ObjectNode chosen = Json.object().put("query", source).put("name", name);
        ObjectNode text = Json.object().put("query", "query q() { match { $p: " + name);
        ObjectNode made = Json.object().put("name", name);
        ObjectNode from = Json.object().put("name", "b").put("from", name);
        ObjectNode merged = Json.object().put("source", name).put("target", name);
        ObjectNode exported = Json.object();
        exported.putArray("type_names").add(name);
        ObjectNode loaded = Json.object()
                .put(
                        "data",
                        Json.object()
                                .put("type", name)
                                .set("data", Json.object())
                                .toString())
                .put("mode", "merge");
        ObjectNode mode = Json.object().put("data", "").put("mode", name);
        String graph = RequestBytes.GRAPH;
        List<byte[]> requests = new ArrayList<>();
        for (ObjectNode body : List.of(branch, snapshot, chosen, text)) {
            requests.add(RequestBytes.json(graph + "/query", "reader", body.toString()));
            requests.add(RequestBytes.json(graph + "/mutate", "writer", body.toString()));
        }
        requests.add(RequestBytes.json(graph + "/branches", "writer", made.toString()));
        requests.add(RequestBytes.json(graph + "/branches", "writer", from.toString()));
        requests.add(RequestBytes.json(graph + "/branches/merge", "writer", merged.toString()));
        requests.add(RequestBytes.json(graph + "/export", "reader", exported.toString()));
        requests.add(RequestBytes.json(graph + "/load", "writer", loaded.toString()));
        requests.add(RequestBytes.json(graph + "/load", "writer", mode.toString()));
        requests.add(RequestBytes.json(graph + "/load/ndjson?branch=" + encoded + "&mode=merge", "writer", "{}"));
        requests.add(RequestBytes.stored("person", "reader", Map.of("handle", name)));
        requests.add(RequestBytes.stored("add_person", "writer", Map.of("handle", name)));
        requests.add(RequestBytes.json(graph + "/queries/" + encoded, "reader", "{}"));
        for (String path : List.of(
                graph + "/snapshot?branch=" + encoded,
                graph + "/commits?branch=" + encoded,
                graph + "/commits/" + encoded,
                graph + "/snapshot?" + encoded + "=1",
                "/graphs/" + encoded + "/schema",
                "/" + encoded)) {
            requests.add(RequestBytes.get(path, "reader"));
        }
        requests.add(new String(RequestBytes.get(graph + "/branches/" + encoded, "writer"), StandardCharsets.ISO_8859_1)
                .replaceFirst("GET", "DELETE")
                .getBytes(StandardCharsets.ISO_8859_1));
        if (name.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            for (String header : List.of("Omnigraph-Request-Id", "User-Agent", "X-Forwarded-For", "traceparent")) {
                requests.add(("GET " + graph + "/schema HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + PeopleGraph.token("reader") + "\r\n" + header + ": " + name + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return requests;
    }

    private static void log(Findings findings, Path log, String format) throws IOException {
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        long forged = lines.stream().filter(line -> line.startsWith(FORGED)).count();
        findings.never("its log of " + lines.size() + " lines as " + format, "forged lines", forged);
        long raw = text.chars()
                .filter(c -> (c < ' ' && c != '\n' && c != '\t')
                        || (c >= 0x7f && c < 0xa0)
                        || c == 0x2028
                        || c == 0x2029
                        || c == 0x202e)
                .count();
        findings.never("the same", "raw control characters", raw);
        long other = lines.stream().filter(line -> !isEvent(line, format)).count();
        findings.never("the same", "lines that are no event", other);
    }

    private static boolean isEvent(String line, String format) {
        if (format.equals("text")) {
            return line.matches("2[0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]+Z? .*");
        }
        try {
            Json.parseObject(line.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (InvalidJsonException e) {
            return false;
        }
    }

    /// An actor of a token file, and of the command line, is a name like others.
    private static void actors(Arena arena, Findings findings) throws Exception {
        Path cluster = arena.smallCluster();
        for (String name : NAMES.subList(0, 6)) {
            if (name.indexOf('\u0000') >= 0) {
                continue;
            }
            Checkout.Ended ended = arena.checkout()
                    .run(cluster, Map.of(), "load", "/dev/null", "--store", "graphs/people.omni", "--as", name);
            boolean forged = ended.output().lines().anyMatch(line -> line.startsWith(FORGED))
                    || ended.output().chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t');
            findings.add(
                    "an actor of the command line named "
                            + Json.object()
                                    .put("", name.substring(0, Math.min(12, name.length())))
                                    .get("")
                                    .toString(),
                    "no forged line",
                    "exit " + ended.exit() + (forged ? ", forged" : ""),
                    !forged);
        }
    }
}
