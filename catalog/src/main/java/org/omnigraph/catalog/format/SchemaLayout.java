package org.omnigraph.catalog.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.schema.SchemaAst;
import org.omnigraph.catalog.schema.SchemaAst.AnnotationNode;
import org.omnigraph.catalog.schema.SchemaAst.ConstraintNode;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;
import org.omnigraph.catalog.schema.SchemaAst.EdgeNode;
import org.omnigraph.catalog.schema.SchemaAst.InterfaceNode;
import org.omnigraph.catalog.schema.SchemaAst.NodeNode;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;
import org.omnigraph.catalog.schema.SchemaAst.TypeNode;

/// The lines of a `.pg` file: one member a line.
final class SchemaLayout {
    private final Tokens tokens;
    private final Layout layout;

    private SchemaLayout(Tokens tokens) {
        this.tokens = tokens;
        this.layout = new Layout(tokens);
    }

    /// Enum values, which the lexer alone would cut at `-`.
    static Set<Tokens.Stretch> wholes(SchemaAst schema) {
        Set<Tokens.Stretch> wholes = new HashSet<>();
        for (Declaration declaration : schema.declarations()) {
            for (PropertyNode property : declaration.properties()) {
                if (property.type() instanceof TypeNode.EnumOf enumeration) {
                    enumeration.values().forEach(value -> wholes.add(Tokens.Stretch.of(value.span())));
                }
            }
        }
        return wholes;
    }

    static Layout of(Tokens tokens, SchemaAst schema) {
        SchemaLayout lines = new SchemaLayout(tokens);
        List<Integer> starts = schema.declarations().stream()
                .map(declaration -> tokens.at(declaration.name().span()) - 1)
                .toList();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : tokens.size();
            lines.declaration(schema.declarations().get(i), starts.get(i), end);
        }
        return lines.layout;
    }

    private void declaration(Declaration declaration, int start, int end) {
        layout.top(start);
        annotations(start, declaration.annotations(), 0);
        int open = start;
        while (open < end && tokens.kind(open) != TokenKind.BRACE_OPEN) {
            open++;
        }
        if (open == end) {
            return;
        }
        List<Integer> members = Stream.concat(
                        declaration.properties().stream()
                                .map(property -> property.name().span()),
                        constraints(declaration).stream().map(ConstraintNode::span))
                .map(this::at)
                .sorted()
                .toList();
        layout.bracket(open, members, 0, false);
        declaration.properties().forEach(this::property);
    }

    private static List<ConstraintNode> constraints(Declaration declaration) {
        return switch (declaration) {
            case InterfaceNode _ -> List.of();
            case NodeNode node -> node.constraints();
            case EdgeNode edge -> edge.constraints();
        };
    }

    private void property(PropertyNode property) {
        annotations(at(property.name().span()), property.annotations(), 1);
        if (property.type() instanceof TypeNode.EnumOf enumeration) {
            List<Integer> values = new ArrayList<>();
            enumeration.values().forEach(value -> values.add(at(value.span())));
            layout.bracket(at(enumeration.span()) + 1, values, 1, false);
        }
    }

    private void annotations(int head, List<AnnotationNode> annotations, int depth) {
        if (!annotations.isEmpty()) {
            List<Integer> starts =
                    annotations.stream().map(node -> at(node.span())).toList();
            layout.trailing(head, starts, starts.getLast(), depth);
        }
    }

    private int at(Span span) {
        return tokens.at(span);
    }
}
