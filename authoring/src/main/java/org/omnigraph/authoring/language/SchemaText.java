package org.omnigraph.authoring.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.schema.SchemaAst;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;
import org.omnigraph.catalog.schema.SchemaAst.EdgeNode;
import org.omnigraph.catalog.schema.SchemaAst.InterfaceNode;
import org.omnigraph.catalog.schema.SchemaAst.NodeNode;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;
import org.omnigraph.catalog.schema.SchemaParser;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// A `.pg` text and what it declares, as far as it can be understood: syntax errors lose only the parts that they
/// stand in. Immutable.
public final class SchemaText {
    private final String text;
    private final SchemaAst ast;
    private final TokenList tokens;
    private final TextPlaces index;
    private final Map<String, Declaration> types = new LinkedHashMap<>();
    private final Map<String, EdgeNode> edgesByFoldedName = new LinkedHashMap<>();

    public SchemaText(String text) {
        SourceText source = SourceText.of(text);
        this.text = text;
        this.ast = SchemaParser.parse(source, new Problems(source, DiagnosticCode.SCHEMA_PARSE_ERROR));
        this.tokens = new TokenList(source);
        this.index = new TextPlaces(text);
        for (Declaration declaration : ast.declarations()) {
            types.putIfAbsent(declaration.name().text(), declaration);
            if (declaration instanceof EdgeNode edge) {
                edgesByFoldedName.putIfAbsent(edge.name().text().toLowerCase(Locale.ROOT), edge);
            }
        }
    }

    /// The text, in which spans of this schema are.
    public String text() {
        return text;
    }

    public TextPlaces index() {
        return index;
    }

    TokenList tokens() {
        return tokens;
    }

    List<Declaration> declarations() {
        return ast.declarations();
    }

    Optional<Declaration> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /// The edge that an edge word means, found without regard to case (query-language.md §3.7).
    Optional<EdgeNode> edgeOfWord(String word) {
        return Optional.ofNullable(edgesByFoldedName.get(word.toLowerCase(Locale.ROOT)));
    }

    List<EdgeNode> edges() {
        return List.copyOf(edgesByFoldedName.values());
    }

    /// The properties of a type, those of its interfaces included; a type's own comes before an interface's of the
    /// same name.
    List<Symbol.OfProperty> properties(Declaration type) {
        List<Symbol.OfProperty> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<Declaration> owners = new ArrayList<>(List.of(type));
        if (type instanceof NodeNode node) {
            for (SchemaAst.Name name : node.interfaces()) {
                type(name.text()).filter(InterfaceNode.class::isInstance).ifPresent(owners::add);
            }
        }
        for (Declaration owner : owners) {
            for (PropertyNode property : owner.properties()) {
                if (names.add(property.name().text())) {
                    found.add(new Symbol.OfProperty(type, owner, property));
                }
            }
        }
        return found;
    }

    Optional<Symbol.OfProperty> property(Declaration type, String name) {
        return properties(type).stream()
                .filter(property -> property.property().name().text().equals(name))
                .findFirst();
    }

    /// The declaration that an offset stands in or behind.
    Optional<Declaration> declarationAt(int offset) {
        Declaration found = null;
        for (Declaration declaration : ast.declarations()) {
            if (declaration.name().span().start() <= offset) {
                found = declaration;
            }
        }
        return Optional.ofNullable(found);
    }

    /// A property as it is written, with its type and annotations.
    String written(PropertyNode property) {
        return text.substring(property.name().span().start(), end(property));
    }

    private int end(PropertyNode property) {
        int end = property.type().span().end();
        if (property.nullable()) {
            end = Math.max(end, text.indexOf('?', end) + 1);
        }
        for (SchemaAst.AnnotationNode annotation : property.annotations()) {
            end = Math.max(end, annotation.span().end());
        }
        return Math.max(end, property.name().span().end());
    }

    /// From the keyword to the closing brace of a declaration, as nearly as it can be told.
    Span whole(Declaration declaration) {
        int name = tokens.touching(declaration.name().span().start());
        int last = name;
        for (int i = name + 1; i < tokens.size() && !startsDeclaration(i); i++) {
            last = i;
        }
        return new Span(
                tokens.get(Math.max(name - 1, 0)).start(), tokens.get(last).end());
    }

    /// The header of a declaration as it is written, without its body.
    String header(Declaration declaration) {
        Span whole = whole(declaration);
        int at = tokens.touching(whole.start());
        int end = whole.end();
        for (int i = at; i < tokens.size() && tokens.get(i).start() < whole.end(); i++) {
            if (tokens.is(i, TokenKind.BRACE_OPEN)) {
                end = tokens.get(i).start();
                break;
            }
        }
        return text.substring(whole.start(), end).strip();
    }

    Span whole(PropertyNode property) {
        return new Span(property.name().span().start(), end(property));
    }

    private boolean startsDeclaration(int i) {
        return tokens.opening(i) < 0
                && (tokens.isWord(i, "node") || tokens.isWord(i, "edge") || tokens.isWord(i, "interface"));
    }
}
