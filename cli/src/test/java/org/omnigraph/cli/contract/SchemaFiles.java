package org.omnigraph.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.omnigraph.state.json.Json;

/// The schemas as they are published, closed: here a member that no schema names is a mistake.
public final class SchemaFiles {
    static final Path FOLDER = Path.of("../docs/reference/schemas");

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<String, JsonSchema> LOADED = new ConcurrentHashMap<>();

    private SchemaFiles() {}

    /// What is wrong with a document of `command`; empty if it is as promised.
    public static List<String> problems(String command, JsonNode document) {
        return LOADED.computeIfAbsent(command, SchemaFiles::load).validate(document).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /// The file that a command's schema stands in.
    static Path file(String command) {
        return FOLDER.resolve(command.replace(' ', '-') + ".schema.json");
    }

    static JsonNode closed(String command) {
        try {
            JsonNode schema = Json.parse(Files.readString(file(command)));
            close(schema);
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema load(String command) {
        return FACTORY.getSchema(closed(command));
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && object.path("type").isTextual()) {
            object.put("additionalProperties", false);
        }
        node.forEach(SchemaFiles::close);
    }
}
