package org.omnigraph.catalog.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A schema as a graph has accepted it: the model with the permanent identity of each type and property
/// (schema-language.md §10). The model's composite keys stand in order of identity. Make one with [#initial] or
/// [#of].
public record AcceptedSchema(SchemaModel model, SchemaIdentity identity) {

    /// The schema of a graph that is about to be made: everything gets a fresh identity.
    public static AcceptedSchema initial(SchemaModel model) {
        return of(model, SchemaIdentity.initial(model));
    }

    /// A model with known identities; brings the members of composite keys into order of identity: alphabetical by
    /// the names that they had when they were created (§8.4).
    ///
    /// @throws IllegalArgumentException if a type or property of the model has no identity
    public static AcceptedSchema of(SchemaModel model, SchemaIdentity identity) {
        for (String name : SchemaIdentity.namesOf(model)) {
            if (!identity.ids().containsKey(name)) {
                throw new IllegalArgumentException("no identity for " + name);
            }
        }
        TreeMap<String, NodeType> nodes = new TreeMap<>();
        for (Map.Entry<String, NodeType> entry : model.nodes().entrySet()) {
            nodes.put(entry.getKey(), withOrderedKey(entry.getValue(), identity));
        }
        return new AcceptedSchema(
                new SchemaModel(model.source(), model.digest(), model.interfaces(), nodes, model.edges()), identity);
    }

    private static NodeType withOrderedKey(NodeType node, SchemaIdentity identity) {
        if (node.keyProperties().size() < 2) {
            return node;
        }
        List<Constraint> constraints = new ArrayList<>();
        for (Constraint constraint : node.constraints()) {
            if (constraint instanceof Constraint.Key(List<String> members)) {
                constraints.add(new Constraint.Key(members.stream()
                        .sorted(Comparator.comparing(
                                        (String member) -> identity.creationName("node:" + node.name() + "." + member))
                                .thenComparingInt(member -> identity.id("node:" + node.name() + "." + member)))
                        .toList()));
            } else {
                constraints.add(constraint);
            }
        }
        return new NodeType(node.name(), node.interfaces(), node.properties(), constraints, node.annotations());
    }

    /// `{"source": <the .pg text>, "identity": …}`.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("source", model.source());
        json.set("identity", identity.toJson());
        return json;
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else
    public static AcceptedSchema fromJson(JsonNode json) {
        JsonNode source = json.path("source");
        if (!source.isTextual()) {
            throw new IllegalArgumentException("an accepted schema without source");
        }
        SchemaResult result = SchemaCompiler.compile(source.textValue().getBytes(StandardCharsets.UTF_8));
        SchemaModel model = result.model()
                .orElseThrow(() ->
                        new IllegalArgumentException("the accepted schema does not compile: " + result.diagnostics()));
        return of(model, SchemaIdentity.fromJson(json.path("identity")));
    }
}
