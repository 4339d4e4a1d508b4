package org.omnigraph.catalog.schema;

import java.util.List;
import java.util.stream.Collectors;
import org.omnigraph.catalog.schema.Constraint.Bound;
import org.omnigraph.catalog.schema.SchemaAst.AnnotationNode;
import org.omnigraph.catalog.schema.SchemaAst.Argument;
import org.omnigraph.catalog.schema.SchemaAst.ArgumentKind;
import org.omnigraph.catalog.schema.SchemaAst.ConstraintNode;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;
import org.omnigraph.catalog.schema.SchemaAst.EdgeNode;
import org.omnigraph.catalog.schema.SchemaAst.InterfaceNode;
import org.omnigraph.catalog.schema.SchemaAst.Name;
import org.omnigraph.catalog.schema.SchemaAst.NodeNode;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;
import org.omnigraph.catalog.schema.SchemaAst.TypeNode;

/// Prints a syntax tree as `.pg` text that parses to an equal tree. Comments are not part of the tree.
public final class SchemaPrinter {
    private SchemaPrinter() {}

    /// The whole file, one member a line, a blank line between declarations.
    public static String print(SchemaAst schema) {
        StringBuilder out = new StringBuilder();
        for (Declaration declaration : schema.declarations()) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            switch (declaration) {
                case InterfaceNode node -> {
                    out.append("interface ").append(node.name().text());
                    body(out, node.properties(), List.of());
                }
                case NodeNode node -> {
                    out.append("node ").append(node.name().text());
                    annotations(out, node.annotations());
                    if (!node.interfaces().isEmpty()) {
                        out.append(" implements ").append(names(node.interfaces()));
                    }
                    body(out, node.properties(), node.constraints());
                }
                case EdgeNode edge -> edge(out, edge);
            }
        }
        return out.toString();
    }

    private static void edge(StringBuilder out, EdgeNode edge) {
        out.append("edge ").append(edge.name().text());
        out.append(": ")
                .append(edge.from().text())
                .append(" -> ")
                .append(edge.to().text());
        if (edge.card().isPresent()) {
            out.append(" @card(").append(edge.card().min()).append("..");
            out.append(edge.card().max()).append(')');
        }
        annotations(out, edge.annotations());
        if (edge.properties().isEmpty() && edge.constraints().isEmpty()) {
            out.append('\n');
        } else {
            body(out, edge.properties(), edge.constraints());
        }
    }

    private static void body(StringBuilder out, List<PropertyNode> properties, List<ConstraintNode> constraints) {
        if (properties.isEmpty() && constraints.isEmpty()) {
            out.append(" {}\n");
            return;
        }
        out.append(" {\n");
        for (PropertyNode property : properties) {
            out.append("    ").append(property.name().text()).append(": ");
            out.append(type(property.type())).append(property.nullable() ? "?" : "");
            annotations(out, property.annotations());
            out.append('\n');
        }
        for (ConstraintNode constraint : constraints) {
            out.append("    ").append(constraint(constraint)).append('\n');
        }
        out.append("}\n");
    }

    private static String type(TypeNode type) {
        return switch (type) {
            case TypeNode.Scalar scalar -> scalar.scalar().spelling();
            case TypeNode.ListOf list -> "[" + list.item().spelling() + "]";
            case TypeNode.Vector vector -> "Vector(" + vector.dimension() + ")";
            case TypeNode.EnumOf enumeration -> "enum(" + names(enumeration.values()) + ")";
            case TypeNode.Broken _ -> throw new IllegalArgumentException("a tree with syntax errors does not print");
        };
    }

    private static String constraint(ConstraintNode constraint) {
        return switch (constraint) {
            case ConstraintNode.Tuple tuple -> "@" + tuple.kind().word() + "(" + names(tuple.properties()) + ")";
            case ConstraintNode.Range range ->
                "@range(" + range.property().text() + ", " + bound(range.min()) + ".." + bound(range.max()) + ")";
            case ConstraintNode.Check check ->
                "@check(" + check.property().text() + ", " + quoted(check.pattern()) + ")";
        };
    }

    static String bound(Bound bound) {
        return switch (bound) {
            case Bound.Open _ -> "";
            case Bound.Whole whole -> whole.value().toString();
            case Bound.Decimal decimal -> decimal.value().toPlainString();
        };
    }

    private static void annotations(StringBuilder out, List<AnnotationNode> annotations) {
        for (AnnotationNode annotation : annotations) {
            out.append(" @").append(annotation.name().text());
            if (annotation.argument().kind() == ArgumentKind.NONE) {
                continue;
            }
            out.append('(').append(argument(annotation.argument()));
            annotation
                    .named()
                    .forEach(named -> out.append(", ")
                            .append(named.name().text())
                            .append('=')
                            .append(argument(named.value())));
            out.append(')');
        }
    }

    private static String argument(Argument argument) {
        return argument.kind() == ArgumentKind.TEXT ? quoted(argument.text()) : argument.text();
    }

    private static String names(List<Name> names) {
        return names.stream().map(Name::text).collect(Collectors.joining(", "));
    }

    /// The text as a string literal (schema-language.md §1.6).
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
