package org.omnigraph.catalog.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The permanent identities of a graph's types and properties (schema-language.md §10): numbers, never reused. Keys
/// are `interface:<Type>`, `node:<Type>`, `edge:<Type>`, and the same followed by `.<property>`.
///
/// @param ids by current name
/// @param creationNames by id: the name (without its type) that the type or property was created with; decides the
/// order of composite keys
/// @param nextId the first number that was never given
public record SchemaIdentity(SortedMap<String, Integer> ids, SortedMap<Integer, String> creationNames, int nextId) {
    public SchemaIdentity {
        ids = Collections.unmodifiableSortedMap(new TreeMap<>(ids));
        creationNames = Collections.unmodifiableSortedMap(new TreeMap<>(creationNames));
    }

    /// Identities for a graph that is about to be made: numbers from 1, in order of the keys.
    public static SchemaIdentity initial(SchemaModel model) {
        TreeMap<String, Integer> ids = new TreeMap<>();
        TreeMap<Integer, String> creationNames = new TreeMap<>();
        int next = 1;
        for (String name : namesOf(model)) {
            ids.put(name, next);
            creationNames.put(next, simpleName(name));
            next++;
        }
        return new SchemaIdentity(ids, creationNames, next);
    }

    /// The identity of a type or property that the schema has.
    ///
    /// @throws IllegalArgumentException if it has none of that name
    public int id(String name) {
        Integer id = ids.get(name);
        if (id == null) {
            throw new IllegalArgumentException("no identity for " + name);
        }
        return id;
    }

    /// The name, without its type, that a type or property was created with.
    ///
    /// @throws IllegalArgumentException if the schema has none of that name
    public String creationName(String name) {
        return creationNames.getOrDefault(id(name), simpleName(name));
    }

    /// The keys of everything in a model that has an identity, sorted.
    static List<String> namesOf(SchemaModel model) {
        List<String> names = new ArrayList<>();
        model.interfaces().values().forEach(type -> add(names, "interface:" + type.name(), type.properties()));
        model.nodes().values().forEach(type -> add(names, "node:" + type.name(), type.properties()));
        model.edges().values().forEach(type -> add(names, "edge:" + type.name(), type.properties()));
        Collections.sort(names);
        return names;
    }

    private static void add(List<String> names, String type, List<Property> properties) {
        names.add(type);
        properties.forEach(property -> names.add(type + "." + property.name()));
    }

    /// `title` of `node:Film.title`, `Film` of `node:Film`.
    static String simpleName(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name.substring(name.indexOf(':') + 1) : name.substring(dot + 1);
    }

    /// `{"ids": {name: id}, "created_as": {id: name}, "next_id": n}`; `created_as` has only names that changed since.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode idsJson = json.putObject("ids");
        ObjectNode createdJson = json.putObject("created_as");
        ids.forEach((name, id) -> {
            idsJson.put(name, id);
            String created = creationName(name);
            if (!created.equals(simpleName(name))) {
                createdJson.put(Integer.toString(id), created);
            }
        });
        json.put("next_id", nextId);
        return json;
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else
    public static SchemaIdentity fromJson(JsonNode json) {
        if (!json.path("ids").isObject() || !json.path("next_id").canConvertToInt()) {
            throw new IllegalArgumentException("not a schema identity: " + json);
        }
        int nextId = json.path("next_id").intValue();
        TreeMap<String, Integer> ids = new TreeMap<>();
        TreeMap<Integer, String> creationNames = new TreeMap<>();
        json.path("ids").properties().forEach(entry -> {
            JsonNode id = entry.getValue();
            if (!id.isInt() || id.intValue() < 1 || id.intValue() >= nextId) {
                throw new IllegalArgumentException("not an identity: " + entry);
            }
            ids.put(entry.getKey(), id.intValue());
            String created = json.path("created_as").path(id.asText()).asText("");
            creationNames.put(id.intValue(), created.isEmpty() ? simpleName(entry.getKey()) : created);
        });
        if (creationNames.size() != ids.size()) {
            throw new IllegalArgumentException("an identity is given twice: " + json);
        }
        return new SchemaIdentity(ids, creationNames, nextId);
    }
}
