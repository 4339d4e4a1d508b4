package org.omnigraph.authoring.language;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;
import org.omnigraph.catalog.schema.SchemaAst.EdgeNode;
import org.omnigraph.catalog.schema.SchemaAst.InterfaceNode;
import org.omnigraph.catalog.schema.SchemaAst.NodeNode;

/// What could stand at one place of a text.
///
/// @param replaced the word that is begun there and that a proposal takes the place of
public record Proposals(Span replaced, List<Proposal> list) {
    public Proposals {
        Map<String, Proposal> byText = new LinkedHashMap<>();
        list.forEach(proposal -> byText.putIfAbsent(proposal.text(), proposal));
        list = List.copyOf(byText.values());
    }

    static Stream<Proposal> keywords(String... words) {
        return Arrays.stream(words).map(word -> new Proposal(Proposal.Kind.KEYWORD, word, "", ""));
    }

    static Stream<Proposal> functions(String... words) {
        return Arrays.stream(words).map(word -> new Proposal(Proposal.Kind.FUNCTION, word, "", ""));
    }

    static Stream<Proposal> scalars() {
        return Stream.concat(Arrays.stream(ScalarType.values()).map(ScalarType::spelling), Stream.of("Vector"))
                .map(name -> new Proposal(Proposal.Kind.SCALAR, name, "", ""));
    }

    static Stream<Proposal> nodes(SchemaText schema) {
        return types(schema).filter(NodeNode.class::isInstance).map(Proposals::type);
    }

    static Stream<Proposal> interfaces(SchemaText schema) {
        return types(schema).filter(InterfaceNode.class::isInstance).map(Proposals::type);
    }

    /// What can be written to.
    static Stream<Proposal> targets(SchemaText schema) {
        return types(schema).filter(type -> !(type instanceof InterfaceNode)).map(Proposals::type);
    }

    /// Edges as a traversal names them.
    ///
    /// @param type those that touch this node type; all if it is empty
    static Stream<Proposal> edgeWords(SchemaText schema, String type) {
        return schema.edges().stream()
                .filter(edge -> type.isEmpty()
                        || edge.from().text().equals(type)
                        || edge.to().text().equals(type))
                .map(edge -> new Proposal(
                        Proposal.Kind.EDGE, lowerFirst(edge.name().text()), ends(edge), description(edge)));
    }

    static Stream<Proposal> properties(SchemaText schema, Declaration type) {
        return schema.properties(type).stream()
                .map(property -> new Proposal(
                        Proposal.Kind.PROPERTY,
                        property.property().name().text(),
                        schema.written(property.property()),
                        HoverText.description(property.property().annotations()).orElse("")));
    }

    private static Stream<Declaration> types(SchemaText schema) {
        return schema.declarations().stream();
    }

    private static Proposal type(Declaration declaration) {
        String detail = declaration instanceof EdgeNode edge ? ends(edge) : HoverText.kind(declaration);
        return new Proposal(Proposal.Kind.TYPE, declaration.name().text(), detail, description(declaration));
    }

    private static String ends(EdgeNode edge) {
        return edge.from().text() + " -> " + edge.to().text();
    }

    private static String description(Declaration declaration) {
        return HoverText.description(declaration.annotations()).orElse("");
    }

    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
