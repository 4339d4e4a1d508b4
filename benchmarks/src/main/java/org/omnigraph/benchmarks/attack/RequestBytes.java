package org.omnigraph.benchmarks.attack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.omnigraph.state.json.Json;

/// Well-formed requests, as bytes.
final class RequestBytes {
    static final String GRAPH = "/graphs/" + PeopleGraph.ID;
    static final byte[] HEALTH = get("/healthz", "");

    private RequestBytes() {}

    static byte[] get(String path, String actor) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + authorization(actor) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] post(String path, String actor, String type, byte[] body) {
        byte[] head = (head(path, actor, type) + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length + body.length);
        request.writeBytes(head);
        request.writeBytes(body);
        return request.toByteArray();
    }

    static byte[] json(String path, String actor, String body) {
        return post(path, actor, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /// A stored query of the attacked graph by name, with parameters that are strings.
    static byte[] stored(String query, String actor, Map<String, String> parameters) {
        ObjectNode body = Json.object();
        ObjectNode params = body.putObject("params");
        parameters.forEach(params::put);
        return json(GRAPH + "/queries/" + query, actor, body.toString());
    }

    /// The query by key that most requests of a served graph are.
    static byte[] point(String actor, int person) {
        return stored("person", actor, Map.of("handle", PeopleGraph.handle(person)));
    }

    /// A query that the caller brings along.
    static byte[] query(String source, String actor) {
        return json(GRAPH + "/query", actor, Json.object().put("query", source).toString());
    }

    /// The start of a POST up to, and without, what says how long the body is.
    static String head(String path, String actor, String type) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + authorization(actor) + "Content-Type: " + type
                + "\r\n";
    }

    private static String authorization(String actor) {
        return actor.isEmpty() ? "" : "Authorization: Bearer " + PeopleGraph.token(actor) + "\r\n";
    }
}
