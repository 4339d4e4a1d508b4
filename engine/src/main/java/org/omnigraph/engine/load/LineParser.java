package org.omnigraph.engine.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.catalog.value.NodeIds;
import org.omnigraph.catalog.value.ValueReader;
import org.omnigraph.catalog.value.ValueReading;
import org.omnigraph.engine.image.ProblemLog;
import org.omnigraph.engine.table.EntityRow;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;

/// Turns lines into rows by the schema: step 1 of a load (schema-language.md §11). Missing required values are left
/// to step 2.
final class LineParser {
    private static final Set<String> NODE_MEMBERS = Set.of("type", "data");
    private static final Set<String> EDGE_MEMBERS = Set.of("edge", "from", "to", "data");
    private static final Set<String> RESERVED = Set.of(
            "_rowid",
            "_rowaddr",
            "_rowoffset",
            "_row_created_at_version",
            "_row_last_updated_at_version",
            "_tombstone");
    private static final Set<String> RESERVED_ON_EDGES = Set.of("src", "dst", "from", "to");
    private static final String BASE64 = "base64:";
    private static final int SHOWN_LENGTH_MAX = 60;

    private final SchemaModel schema;
    private final IdSource ids;
    private final ProblemLog problems;

    LineParser(SchemaModel schema, IdSource ids, ProblemLog problems) {
        this.schema = schema;
        this.ids = ids;
        this.problems = problems;
    }

    LoadLine parse(long line, byte[] bytes) {
        ObjectNode envelope;
        try {
            JsonNode json = Json.parse(bytes);
            if (!(json instanceof ObjectNode object)) {
                problems.add(line, "bad_envelope", "the line is no JSON object");
                return new LoadLine.Unknown();
            }
            envelope = object;
        } catch (InvalidJsonException e) {
            // The parser saw one line only, so its line number would contradict ours.
            problems.add(line, "bad_json", String.valueOf(e.getMessage()).replaceFirst("^line 1, ", ""));
            return new LoadLine.Unknown();
        }
        boolean isNode = envelope.has("type");
        if (isNode == envelope.has("edge")) {
            problems.add(line, "bad_envelope", "a line has either `type` or `edge`");
            return new LoadLine.Unknown();
        }
        return isNode ? node(line, envelope) : edge(line, envelope);
    }

    private LoadLine node(long line, ObjectNode envelope) {
        Optional<ObjectNode> data = data(line, envelope, NODE_MEMBERS);
        if (data.isEmpty() || !isText(line, envelope, "type")) {
            return new LoadLine.Unknown();
        }
        Optional<NodeType> found = schema.node(envelope.path("type").textValue());
        if (found.isEmpty()) {
            problems.add(line, "unknown_type", "there is no node type " + shown(envelope.path("type")));
            return new LoadLine.Unknown();
        }
        NodeType type = found.get();
        long before = problems.total();
        Map<String, Object> values = values(line, type, data.get());
        Optional<String> given = givenId(line, data.get());
        List<String> key = type.keyProperties();
        if (key.isEmpty()) {
            boolean good = problems.total() == before;
            return finish(type, good, given, "", "", values);
        }
        Optional<String> derived = derivedId(type, key, values);
        if (derived.isEmpty()) {
            for (String member : key) {
                if (!values.containsKey(member) && problems.total() == before) {
                    problems.add(line, "missing_value", "`" + member + "` is required: it is in the key");
                }
            }
            return new LoadLine.Unknown();
        }
        if (given.isPresent() && !given.get().equals(derived.get())) {
            problems.add(line, "bad_id", "`id` is `" + given.get() + "`, but the key gives `" + derived.get() + "`");
        }
        if (problems.total() > before) {
            return new LoadLine.Bad(type, derived.get());
        }
        return new LoadLine.Good(type, EntityRow.node(derived.get(), values), LoadLine.IdOrigin.DERIVED);
    }

    private LoadLine edge(long line, ObjectNode envelope) {
        Optional<ObjectNode> data = data(line, envelope, EDGE_MEMBERS);
        if (data.isEmpty() || !isText(line, envelope, "edge")) {
            return new LoadLine.Unknown();
        }
        Optional<EdgeType> type = schema.edgeOfWord(envelope.path("edge").textValue());
        if (type.isEmpty()) {
            problems.add(line, "unknown_type", "there is no edge type " + shown(envelope.path("edge")));
            return new LoadLine.Unknown();
        }
        long before = problems.total();
        Map<String, Object> values = values(line, type.get(), data.get());
        Optional<String> given = givenId(line, data.get());
        String from = endpoint(line, envelope, "from");
        String to = endpoint(line, envelope, "to");
        boolean good = problems.total() == before;
        return finish(type.get(), good, given, from, to, values);
    }

    private LoadLine finish(
            EntityType type, boolean good, Optional<String> given, String from, String to, Map<String, Object> values) {
        if (!good) {
            return given.isPresent() ? new LoadLine.Bad(type, given.get()) : new LoadLine.Unknown();
        }
        EntityRow row = new EntityRow(given.orElseGet(ids::next), from, to, values);
        return new LoadLine.Good(type, row, given.isPresent() ? LoadLine.IdOrigin.GIVEN : LoadLine.IdOrigin.FRESH);
    }

    private Optional<ObjectNode> data(long line, ObjectNode envelope, Set<String> members) {
        for (Map.Entry<String, JsonNode> member : envelope.properties()) {
            if (!members.contains(member.getKey())) {
                problems.add(line, "bad_envelope", "unknown member " + shown(member.getKey()) + " beside `data`");
                return Optional.empty();
            }
        }
        JsonNode data = envelope.path("data");
        if (data.isMissingNode()) {
            return Optional.of(Json.object());
        }
        if (data instanceof ObjectNode object) {
            return Optional.of(object);
        }
        problems.add(line, "bad_envelope", "`data` is no object");
        return Optional.empty();
    }

    private boolean isText(long line, ObjectNode envelope, String member) {
        if (envelope.path(member).isTextual()) {
            return true;
        }
        problems.add(line, "bad_envelope", "`" + member + "` is no string");
        return false;
    }

    private String endpoint(long line, ObjectNode envelope, String member) {
        String id = envelope.path(member).textValue();
        if (id == null || id.isEmpty()) {
            problems.add(line, "bad_envelope", "`" + member + "` must be the id of a node, a string");
            return "";
        }
        return id;
    }

    private Optional<String> givenId(long line, ObjectNode data) {
        JsonNode id = data.path("id");
        if (id.isMissingNode()) {
            return Optional.empty();
        }
        if (!id.isTextual() || id.textValue().isEmpty()) {
            problems.add(line, "bad_id", "`id` must be a string that is not empty");
            return Optional.empty();
        }
        return Optional.of(id.textValue());
    }

    private Map<String, Object> values(long line, EntityType type, ObjectNode data) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : data.properties()) {
            String name = member.getKey();
            if (name.equals("id")) {
                continue;
            }
            Optional<Property> property = type.property(name);
            if (property.isPresent()) {
                value(line, property.get(), member.getValue(), values);
            } else if (RESERVED.contains(name) || (type instanceof EdgeType && RESERVED_ON_EDGES.contains(name))) {
                problems.add(line, "reserved_field", "`" + name + "` is a reserved name");
            } else {
                problems.add(line, "unknown_field", type.name() + " has no property " + shown(name));
            }
        }
        return values;
    }

    private void value(long line, Property property, JsonNode json, Map<String, Object> values) {
        switch (ValueReader.read(property.type(), json)) {
            case ValueReading.Value(Object value) -> {
                if (isBlob(property.type()) && !((String) value).startsWith(BASE64)) {
                    problems.add(
                            line, "bad_value", "`" + property.name() + "` is no `base64:…`, and URIs are not allowed");
                } else {
                    values.put(property.name(), value);
                }
            }
            case ValueReading.Null() -> {}
            case ValueReading.Refused(String code, String reason) ->
                problems.add(line, code, "`" + property.name() + "` " + reason);
        }
    }

    private static boolean isBlob(ValueType type) {
        return type instanceof ValueType.Scalar(ScalarType scalar) && scalar == ScalarType.BLOB;
    }

    private static Optional<String> derivedId(NodeType type, List<String> key, Map<String, Object> values) {
        List<ValueType> types = new ArrayList<>();
        List<Object> members = new ArrayList<>();
        for (String member : key) {
            Object value = values.get(member);
            Optional<Property> property = type.property(member);
            if (value == null || property.isEmpty()) {
                return Optional.empty();
            }
            types.add(property.get().type());
            members.add(value);
        }
        return Optional.of(NodeIds.ofKey(types, members));
    }

    private static String shown(JsonNode json) {
        return shown(json.asText());
    }

    private static String shown(String text) {
        return "`" + (text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "…") + "`";
    }
}
