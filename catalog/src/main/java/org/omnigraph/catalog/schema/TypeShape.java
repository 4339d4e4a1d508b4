package org.omnigraph.catalog.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnigraph.catalog.schema.MigrationStep.TypeKind;

/// A type as the migration planner sees it: what interfaces, nodes and edges have in common, and what only some have
/// as empty values.
record TypeShape(
        TypeKind kind,
        String name,
        SortedMap<String, Property> properties,
        List<Constraint> constraints,
        List<Annotation> annotations,
        SortedSet<String> interfaces,
        String from,
        String to,
        EdgeType.Cardinality cardinality) {

    /// All types of a model of one kind, by name.
    static SortedMap<String, TypeShape> of(SchemaModel model, TypeKind kind) {
        TreeMap<String, TypeShape> shapes = new TreeMap<>();
        switch (kind) {
            case INTERFACE -> model.interfaces().values().forEach(type -> shapes.put(type.name(), of(type)));
            case NODE -> model.nodes().values().forEach(type -> shapes.put(type.name(), of(type)));
            case EDGE -> model.edges().values().forEach(type -> shapes.put(type.name(), of(type)));
        }
        return shapes;
    }

    private static TypeShape of(InterfaceType type) {
        return new TypeShape(
                TypeKind.INTERFACE,
                type.name(),
                byName(type.properties()),
                List.of(),
                List.of(),
                new TreeSet<>(),
                "",
                "",
                EdgeType.Cardinality.ANY);
    }

    private static TypeShape of(NodeType type) {
        return new TypeShape(
                TypeKind.NODE,
                type.name(),
                byName(type.properties()),
                type.constraints(),
                type.annotations(),
                type.interfaces(),
                "",
                "",
                EdgeType.Cardinality.ANY);
    }

    private static TypeShape of(EdgeType type) {
        return new TypeShape(
                TypeKind.EDGE,
                type.name(),
                byName(type.properties()),
                type.constraints(),
                type.annotations(),
                new TreeSet<>(),
                type.from(),
                type.to(),
                type.cardinality());
    }

    private static SortedMap<String, Property> byName(List<Property> properties) {
        TreeMap<String, Property> map = new TreeMap<>();
        properties.forEach(property -> map.put(property.name(), property));
        return map;
    }

    /// `node:Film`: how identities and steps name the type.
    String key() {
        return key(kind, name);
    }

    static String key(TypeKind kind, String name) {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }

    /// The annotations of one name.
    static List<Annotation> named(List<Annotation> annotations, String name) {
        return annotations.stream().filter(a -> a.name().equals(name)).toList();
    }

    /// The annotations that a migration may change: descriptions and instructions.
    static List<Annotation> metadata(List<Annotation> annotations) {
        List<Annotation> metadata = new ArrayList<>(named(annotations, "description"));
        metadata.addAll(named(annotations, "instruction"));
        return metadata;
    }

    /// The annotations that a migration cannot change, counted: order makes no difference.
    static Map<Annotation, Integer> fixed(List<Annotation> annotations) {
        Map<Annotation, Integer> counts = new LinkedHashMap<>();
        for (Annotation annotation : annotations) {
            switch (annotation.name()) {
                case "description", "instruction", "rename_from", "embed" -> {}
                default -> counts.merge(annotation, 1, Integer::sum);
            }
        }
        return counts;
    }
}
