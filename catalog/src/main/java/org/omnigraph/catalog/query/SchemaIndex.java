package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnigraph.catalog.lexing.Suggestion;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.SchemaModel;

/// A schema as the checker looks things up in it: every look-up is by map, and each has help for a name that is none.
final class SchemaIndex {
    private final SchemaModel schema;
    private final List<String> edgeWords;
    private final Map<String, EdgeType> edgesByFoldedName = new HashMap<>();
    private final Map<String, List<EdgeType>> incidentEdges = new HashMap<>();
    private final Map<String, Map<String, Property>> nodeProperties = new HashMap<>();
    private final Map<String, Map<String, Property>> edgeProperties = new HashMap<>();

    SchemaIndex(SchemaModel schema) {
        this.schema = schema;
        this.edgeWords =
                schema.edges().keySet().stream().map(SyntaxReader::lowerFirst).toList();
        for (EdgeType edge : schema.edges().values()) {
            edgesByFoldedName.put(edge.name().toLowerCase(Locale.ROOT), edge);
            incidentEdges.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
            if (!edge.isSelfEdge()) {
                incidentEdges.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
            }
        }
        schema.nodes().forEach((name, type) -> nodeProperties.put(name, byName(type)));
        schema.edges().forEach((name, type) -> edgeProperties.put(name, byName(type)));
    }

    private static Map<String, Property> byName(EntityType type) {
        Map<String, Property> byName = new HashMap<>();
        type.properties().forEach(property -> byName.put(property.name(), property));
        return byName;
    }

    Optional<NodeType> node(String name) {
        return schema.node(name);
    }

    /// The edge type of this exact name.
    Optional<EdgeType> edge(String name) {
        return schema.edge(name);
    }

    /// The edge type that an edge word means, found without regard to case.
    Optional<EdgeType> edgeOfWord(String word) {
        return Optional.ofNullable(edgesByFoldedName.get(word.toLowerCase(Locale.ROOT)));
    }

    /// Every edge type that touches nodes of this type.
    List<EdgeType> incidentEdges(NodeType type) {
        return incidentEdges.getOrDefault(type.name(), List.of());
    }

    Optional<Property> property(EntityType type, String name) {
        return Optional.ofNullable(properties(type).get(name));
    }

    private Map<String, Property> properties(EntityType type) {
        Map<String, Map<String, Property>> ofKind = switch (type) {
            case NodeType _ -> nodeProperties;
            case EdgeType _ -> edgeProperties;
        };
        return ofKind.getOrDefault(type.name(), Map.of());
    }

    /// Help for a name that is no node type.
    String nodeTypeHelp(String name) {
        if (schema.interfaces().containsKey(name)) {
            return "`" + name + "` is an interface; bind one of the node types that implement it.";
        }
        if (schema.edges().containsKey(name)) {
            return "`" + name + "` is an edge type; traverse it: `$a " + SyntaxReader.lowerFirst(name) + " $b`.";
        }
        return Suggestion.help(name, schema.nodes().keySet(), "node types");
    }

    /// Help for a word that is no edge.
    String edgeWordHelp(String word) {
        return Suggestion.help(word, edgeWords, "edges");
    }

    /// Help for a name that is neither a node nor an edge type.
    String targetTypeHelp(String name) {
        if (schema.interfaces().containsKey(name)) {
            return "`" + name + "` is an interface; name a node or edge type.";
        }
        List<String> names = Stream.concat(schema.nodes().keySet().stream(), schema.edges().keySet().stream())
                .distinct()
                .toList();
        return Suggestion.help(name, names, "types");
    }

    /// Help for a name that is no property of the type.
    String propertyHelp(EntityType type, String name) {
        if (name.equals("id")) {
            return "An id is no property; declare a key and use that.";
        }
        return Suggestion.help(name, properties(type).keySet(), "properties");
    }
}
