package org.omnigraph.authoring.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.schema.SchemaAst.AnnotationNode;
import org.omnigraph.catalog.schema.SchemaAst.ConstraintNode;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;
import org.omnigraph.catalog.schema.SchemaAst.EdgeNode;
import org.omnigraph.catalog.schema.SchemaAst.InterfaceNode;
import org.omnigraph.catalog.schema.SchemaAst.NodeNode;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;

/// What a person is told of a symbol, in Markdown: its declaration as it is written, then its description.
public final class HoverText {
    /// A type with more properties is cut.
    private static final int PROPERTIES_MAX = 40;

    private HoverText() {}

    /// What is said of one symbol.
    ///
    /// @param schema where the symbol is declared, if it is no parameter or variable
    public static String of(Symbol symbol, SchemaText schema) {
        return switch (symbol) {
            case Symbol.OfType(Declaration declaration) -> type(declaration, schema);
            case Symbol.OfProperty property -> property(property, schema);
            case Symbol.OfEndpoint(Declaration edge, String end, Declaration node) ->
                "`" + end + "` of edge `" + edge.name().text() + "`: the key of a `"
                        + node.name().text() + "`\n\n" + type(node, schema);
            case Symbol.OfParameter(String query, String name, String type, var _) ->
                code("omnigraph-gq", "$" + name + ": " + type) + "\n\nParameter of query `" + query + "`.";
            case Symbol.OfVariable(String name, String type, var _) ->
                code("omnigraph-gq", "$" + name + (type.isEmpty() ? "" : ": " + type))
                        + schema.type(type)
                                .map(declaration -> "\n\n" + type(declaration, schema))
                                .orElse("");
        };
    }

    private static String type(Declaration declaration, SchemaText schema) {
        List<String> lines = new ArrayList<>();
        List<Symbol.OfProperty> properties = schema.properties(declaration);
        for (Symbol.OfProperty property : properties.subList(0, Math.min(properties.size(), PROPERTIES_MAX))) {
            lines.add("    " + schema.written(property.property())
                    + (property.owner().equals(declaration)
                            ? ""
                            : "  // " + property.owner().name().text()));
        }
        if (properties.size() > PROPERTIES_MAX) {
            lines.add("    // and " + (properties.size() - PROPERTIES_MAX) + " more");
        }
        constraints(declaration).forEach(constraint -> lines.add("    " + written(constraint, schema)));
        String header = schema.header(declaration);
        String body = lines.isEmpty() ? "" : " {\n" + String.join("\n", lines) + "\n}";
        return code("omnigraph-pg", header + body) + described(declaration.annotations());
    }

    private static String property(Symbol.OfProperty found, SchemaText schema) {
        PropertyNode property = found.property();
        StringBuilder text = new StringBuilder(code("omnigraph-pg", schema.written(property)));
        text.append("\n\nProperty of ").append(kind(found.user())).append(" `");
        text.append(found.user().name().text()).append('`');
        if (!found.owner().equals(found.user())) {
            text.append(", from interface `")
                    .append(found.owner().name().text())
                    .append('`');
        }
        text.append('.').append(described(property.annotations()));
        List<String> constraints = constraints(found.user()).stream()
                .filter(constraint -> names(constraint, property.name().text()))
                .map(constraint -> written(constraint, schema))
                .toList();
        if (!constraints.isEmpty()) {
            text.append("\n\n").append(code("omnigraph-pg", String.join("\n", constraints)));
        }
        return text.toString();
    }

    static String kind(Declaration declaration) {
        return switch (declaration) {
            case InterfaceNode _ -> "interface";
            case NodeNode _ -> "node";
            case EdgeNode _ -> "edge";
        };
    }

    private static List<ConstraintNode> constraints(Declaration declaration) {
        return switch (declaration) {
            case InterfaceNode _ -> List.of();
            case NodeNode node -> node.constraints();
            case EdgeNode edge -> edge.constraints();
        };
    }

    private static boolean names(ConstraintNode constraint, String property) {
        return switch (constraint) {
            case ConstraintNode.Tuple tuple ->
                tuple.properties().stream().anyMatch(name -> name.text().equals(property));
            case ConstraintNode.Range range -> range.property().text().equals(property);
            case ConstraintNode.Check check -> check.property().text().equals(property);
        };
    }

    private static String written(ConstraintNode constraint, SchemaText schema) {
        return schema.text()
                .substring(constraint.span().start(), constraint.span().end());
    }

    static Optional<String> description(List<AnnotationNode> annotations) {
        return annotations.stream()
                .filter(annotation -> annotation.name().text().equals("description"))
                .map(annotation -> annotation.argument().text())
                .findFirst();
    }

    private static String described(List<AnnotationNode> annotations) {
        return description(annotations).map(text -> "\n\n" + plain(text)).orElse("");
    }

    /// Text as Markdown that shows it as it is: a description is prose of a file, not markup for the editor.
    private static String plain(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>()#+!|~-])", "\\\\$1");
    }

    /// A block that no text within can end.
    private static String code(String language, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + language + "\n" + text + "\n" + fence;
    }
}
