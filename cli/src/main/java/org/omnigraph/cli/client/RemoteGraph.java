package org.omnigraph.cli.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.catalog.schema.MigrationPlanner;
import org.omnigraph.catalog.schema.MigrationResult;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.cli.profile.Servers;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.engine.api.DropMode;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;

/// A graph reached through a server's HTTP API (http-api.md §8). The server decides who the caller is and what is
/// allowed; nothing is retried here.
final class RemoteGraph implements GraphClient {
    private final ServerCalls calls;

    private RemoteGraph(ServerCalls calls) {
        this.calls = calls;
    }

    static RemoteGraph at(Servers.Reached server, String graph) {
        return new RemoteGraph(new ServerCalls(server, "/graphs/" + graph));
    }

    @Override
    public String location() {
        return calls.base();
    }

    @Override
    public ObjectNode query(String source, String name, ObjectNode params, ReadTarget target) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", source);
        Json.putUnlessEmpty(body, "name", name);
        body.set("params", params);
        switch (target) {
            case ReadTarget.Branch branch -> body.put("branch", branch.name());
            case ReadTarget.Snapshot snapshot -> body.put("snapshot", snapshot.id());
        }
        return post("/query", body);
    }

    @Override
    public ObjectNode mutate(String source, String name, ObjectNode params, String branch, String ifCommit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", source);
        Json.putUnlessEmpty(body, "name", name);
        body.set("params", params);
        body.put("branch", branch);
        if (ifCommit.isEmpty()) {
            return post("/mutate", body);
        }
        HttpRequest request = calls.request("/mutate/if-graph-commit", "application/json")
                .header("Omnigraph-If-Graph-Commit", ifCommit)
                .POST(HttpRequest.BodyPublishers.ofString(Json.compact(body)))
                .build();
        return calls.object(calls.send(request));
    }

    @Override
    public ObjectNode load(InputStream ndjson, LoadMode mode, String branch, ProgressListener progress) {
        String query = "?mode=" + mode.wireName() + "&branch=" + encoded(branch);
        HttpRequest request = calls.request("/load/ndjson" + query, "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> ndjson))
                .build();
        return calls.object(calls.send(request));
    }

    @Override
    public long export(ReadTarget target, List<String> typeNames, OutputStream out) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        switch (target) {
            case ReadTarget.Branch branch -> body.put("branch", branch.name());
            case ReadTarget.Snapshot snapshot ->
                throw Refusal.usage("a server exports branches only", "Leave --snapshot out, or use --store.");
        }
        typeNames.forEach(body.putArray("type_names")::add);
        HttpRequest request = calls.request("/export", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.compact(body)))
                .build();
        long lines = 0;
        try (InputStream stream = calls.send(request)) {
            byte[] buffer = new byte[1 << 16];
            int length = stream.read(buffer);
            while (length >= 0) {
                for (int i = 0; i < length; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
                out.write(buffer, 0, length);
                length = stream.read(buffer);
            }
        }
        return lines;
    }

    @Override
    public String schemaSource(ReadTarget target) {
        if (!target.equals(ReadTarget.MAIN)) {
            throw Refusal.usage("a server shows the schema of main only", "Leave --branch and --snapshot out.");
        }
        return calls.object(calls.send(calls.request("/schema", "").GET().build()))
                .path("schema_source")
                .asText();
    }

    /// Planned here, from the schema that the server shows: it offers no planning, and so nothing that a drop
    /// hides is counted.
    @Override
    public SchemaDifference schemaPlan(SchemaModel desired, DropMode drops) {
        byte[] source = schemaSource(ReadTarget.MAIN).getBytes(StandardCharsets.UTF_8);
        SchemaModel live = SchemaCompiler.compile(source)
                .model()
                .orElseThrow(() -> Refusal.of(
                        DiagnosticCode.SERVER_FAILED, location(), "the schema that it shows cannot be read"));
        return switch (MigrationPlanner.plan(AcceptedSchema.initial(live), desired)) {
            case MigrationResult.Planned(MigrationPlan plan, AcceptedSchema _, List<String> _) ->
                new SchemaDifference(
                        drops == DropMode.HARD ? plan.withHardDrops() : plan,
                        !live.digest().equals(desired.digest()));
            case MigrationResult.Refused(List<String> errors) ->
                throw Refusal.of(DiagnosticCode.SCHEMA_APPLY_FAILED, "", refused(errors));
        };
    }

    private static String refused(List<String> errors) {
        return "The migration is refused, and nothing was changed: " + String.join("; ", errors);
    }

    /// A server of a cluster always refuses, and says what to do instead to who is allowed to know.
    @Override
    public SchemaApplied schemaApply(SchemaModel desired, DropMode drops) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("schema_source", desired.source());
        if (drops == DropMode.HARD) {
            body.put("allow_data_loss", true);
        }
        return new SchemaApplied(post("/schema/apply", body), List.of());
    }

    @Override
    public void close() {
        calls.close();
    }

    private ObjectNode post(String path, ObjectNode body) {
        HttpRequest request = calls.request(path, "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.compact(body)))
                .build();
        return calls.object(calls.send(request));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
