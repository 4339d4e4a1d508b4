package org.omnigraph.catalog.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.Suggestion;
import org.omnigraph.catalog.schema.SchemaAst.AnnotationNode;
import org.omnigraph.catalog.schema.SchemaAst.CardNode;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;
import org.omnigraph.catalog.schema.SchemaAst.EdgeNode;
import org.omnigraph.catalog.schema.SchemaAst.InterfaceNode;
import org.omnigraph.catalog.schema.SchemaAst.Name;
import org.omnigraph.catalog.schema.SchemaAst.NodeNode;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Checks a syntax tree by every rule of schema-language.md §7 and builds the types of the model. Goes on after each
/// problem; says nothing that would only follow from an earlier one.
final class SchemaChecker {
    private final SchemaAst ast;
    private final Problems problems;
    private final TypeChecker types;
    private final ConstraintChecker constraints;
    private final AnnotationChecker annotations;
    private final Map<String, InterfaceNode> interfaces = new LinkedHashMap<>();
    private final Set<String> nodeNames = new HashSet<>();

    SchemaChecker(SchemaAst ast, Problems problems) {
        this.ast = ast;
        this.problems = problems;
        this.types = new TypeChecker(problems);
        this.constraints = new ConstraintChecker(problems);
        this.annotations = new AnnotationChecker(problems);
    }

    CheckedTypes check() {
        collectNames();
        CheckedTypes checked = new CheckedTypes(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (Declaration declaration : ast.declarations()) {
            if (problems.giveUp()) {
                break;
            }
            switch (declaration) {
                case InterfaceNode node -> {
                    types.check(Owner.Kind.INTERFACE, node.name().text(), node.properties());
                    checked.interfaces()
                            .putIfAbsent(
                                    node.name().text(),
                                    new InterfaceType(node.name().text(), interfaceProperties(node)));
                }
                case NodeNode node -> checked.nodes().putIfAbsent(node.name().text(), node(node));
                case EdgeNode edge -> checked.edges().putIfAbsent(edge.name().text(), edge(edge));
            }
        }
        return checked;
    }

    /// Duplicates by rule 13, edge names that differ only in case by rule 15.
    private void collectNames() {
        Set<String> edgeNames = new HashSet<>();
        Map<String, String> foldedEdges = new HashMap<>();
        for (Declaration declaration : ast.declarations()) {
            String name = declaration.name().text();
            switch (declaration) {
                case InterfaceNode node -> {
                    if (interfaces.putIfAbsent(name, node) != null) {
                        duplicate("interface", node.name());
                    }
                }
                case NodeNode node -> {
                    if (!nodeNames.add(name)) {
                        duplicate("node type", node.name());
                    }
                }
                case EdgeNode edge -> {
                    String twin = foldedEdges.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
                    if (!edgeNames.add(name)) {
                        duplicate("edge type", edge.name());
                    } else if (twin != null) {
                        catalog(
                                edge.name(),
                                "The edge types `" + twin + "` and `" + name + "` differ only in case, and queries find"
                                        + " edges without regard to case.",
                                "Rename one of them.");
                    }
                }
            }
        }
    }

    private void duplicate(String what, Name name) {
        catalog(name, "There are two " + what + "s `" + name.text() + "`.", "Remove or rename one of them.");
    }

    private void catalog(Name name, String message, String help) {
        problems.report(DiagnosticCode.SCHEMA_CATALOG_ERROR, name.span(), message, help);
    }

    private static List<Property> interfaceProperties(InterfaceNode node) {
        List<Property> properties = new ArrayList<>();
        for (PropertyNode property : node.properties()) {
            ValueType type = TypeChecker.valueType(property.type());
            if (type != null) {
                properties.add(new Property(
                        property.name().text(),
                        type,
                        property.nullable(),
                        AnnotationChecker.model(property.annotations())));
            }
        }
        return properties;
    }

    private NodeType node(NodeNode node) {
        String name = node.name().text();
        types.check(Owner.Kind.NODE, name, node.properties());
        Map<String, PropertyNode> all = own(node.properties());
        boolean known = injectAll(node, all);
        Owner owner = new Owner(Owner.Kind.NODE, name, all, known && node.whole());
        Set<String> implemented = new TreeSet<>();
        node.interfaces().forEach(i -> implemented.add(i.text()));
        List<Annotation> header = annotations.header(owner, node.annotations());
        List<Property> properties = properties(owner);
        return new NodeType(
                name,
                new TreeSet<>(implemented),
                properties,
                constraints.check(owner, owner.all(), node.constraints()),
                header);
    }

    private static Map<String, PropertyNode> own(List<PropertyNode> properties) {
        Map<String, PropertyNode> own = new LinkedHashMap<>();
        properties.forEach(property -> own.putIfAbsent(property.name().text(), property));
        return own;
    }

    /// Adds the properties of the implemented interfaces (§6); false if some are not known.
    private boolean injectAll(NodeNode node, Map<String, PropertyNode> all) {
        boolean known = true;
        Set<String> own = new HashSet<>(all.keySet());
        Map<String, String> injectedBy = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Name implemented : node.interfaces()) {
            if (problems.giveUp()) {
                break;
            }
            InterfaceNode declaration = interfaces.get(implemented.text());
            if (declaration == null) {
                known = false;
                if (!ast.lost().contains(implemented.text())) {
                    problems.syntax(
                            implemented.span(),
                            "There is no interface `" + implemented.text() + "`.",
                            Suggestion.help(implemented.text(), interfaces.keySet(), "interfaces"));
                }
            } else if (!seen.add(implemented.text())) {
                problems.syntax(
                        implemented.span(), "The interface `" + implemented.text() + "` is named twice.", "Remove it.");
            } else {
                known &= declaration.whole();
                for (PropertyNode property : own(declaration.properties()).values()) {
                    inject(implemented, property, own, injectedBy, all);
                }
            }
        }
        return known;
    }

    private void inject(
            Name implemented,
            PropertyNode property,
            Set<String> own,
            Map<String, String> injectedBy,
            Map<String, PropertyNode> all) {
        String name = property.name().text();
        PropertyNode present = all.get(name);
        if (present == null) {
            all.put(name, property);
            injectedBy.put(name, implemented.text());
        } else if (own.contains(name)) {
            if (!sameType(present, property)) {
                problems.syntax(
                        present.name().span(),
                        "`" + name + "` is a " + spelling(present) + " here, but the interface `" + implemented.text()
                                + "` makes it a " + spelling(property) + ".",
                        "Give it the interface's type, or leave it to the interface.");
            }
        } else if (!sameType(present, property) || !sameAnnotations(present, property)) {
            problems.syntax(
                    implemented.span(),
                    "The interfaces `" + injectedBy.get(name) + "` and `" + implemented.text() + "` declare `" + name
                            + "` differently.",
                    "Declare the property on the node type itself, or make both declarations equal.");
        }
    }

    private static boolean sameType(PropertyNode a, PropertyNode b) {
        ValueType typeA = TypeChecker.valueType(a.type());
        ValueType typeB = TypeChecker.valueType(b.type());
        return typeA == null || typeB == null || (typeA.equals(typeB) && a.nullable() == b.nullable());
    }

    private static boolean sameAnnotations(PropertyNode a, PropertyNode b) {
        return counted(a.annotations()).equals(counted(b.annotations()));
    }

    /// Annotations without their order and the way their arguments are quoted.
    private static Map<String, Integer> counted(List<AnnotationNode> annotations) {
        Map<String, Integer> counts = new HashMap<>();
        for (AnnotationNode annotation : annotations) {
            Map<String, String> named = new TreeMap<>();
            annotation.named().forEach(n -> named.put(n.name().text(), n.value().text()));
            String key = annotation.name().text() + "\0" + annotation.argument().text() + "\0" + named;
            counts.merge(key, 1, Integer::sum);
        }
        return counts;
    }

    private static String spelling(PropertyNode property) {
        return TypeChecker.valueType(property.type()) + (property.nullable() ? "?" : "");
    }

    private List<Property> properties(Owner owner) {
        List<Property> properties = new ArrayList<>();
        for (PropertyNode property : owner.all()) {
            List<Annotation> kept = annotations.property(owner, property);
            ValueType type = TypeChecker.valueType(property.type());
            if (type != null) {
                properties.add(new Property(property.name().text(), type, property.nullable(), kept));
            }
        }
        return properties;
    }

    private EdgeType edge(EdgeNode edge) {
        String name = edge.name().text();
        types.check(Owner.Kind.EDGE, name, edge.properties());
        Owner owner = new Owner(Owner.Kind.EDGE, name, own(edge.properties()), edge.whole());
        endpoint(edge.from());
        endpoint(edge.to());
        List<Annotation> header = annotations.header(owner, edge.annotations());
        List<Property> properties = properties(owner);
        return new EdgeType(
                name,
                edge.from().text(),
                edge.to().text(),
                cardinality(edge.card()),
                properties,
                constraints.check(owner, owner.all(), edge.constraints()),
                header);
    }

    private void endpoint(Name endpoint) {
        if (nodeNames.contains(endpoint.text()) || ast.lost().contains(endpoint.text())) {
            return;
        }
        String help = interfaces.containsKey(endpoint.text())
                ? "`" + endpoint.text() + "` is an interface; edges join node types."
                : Suggestion.help(endpoint.text(), nodeNames, "node types");
        catalog(endpoint, "There is no node type `" + endpoint.text() + "`.", help);
    }

    private EdgeType.Cardinality cardinality(CardNode card) {
        if (!card.isPresent()) {
            return EdgeType.Cardinality.ANY;
        }
        var min = TypeChecker.number(card.min());
        var max = card.max().isEmpty() ? min : TypeChecker.number(card.max());
        if (min.bitLength() > 32 || max.bitLength() > 32) {
            problems.syntax(card.span(), "A bound of `@card` is above 4294967295.", "");
        } else if (min.compareTo(max) > 0) {
            problems.syntax(card.span(), "The smaller bound of `@card` is above the larger one.", "Swap the bounds.");
        } else {
            return new EdgeType.Cardinality(
                    min.longValue(), card.max().isEmpty() ? EdgeType.Cardinality.UNBOUNDED : max.longValue());
        }
        return EdgeType.Cardinality.ANY;
    }
}
