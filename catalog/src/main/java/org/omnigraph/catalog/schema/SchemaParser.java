package org.omnigraph.catalog.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.lexing.Lexer;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Suggestion;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenCursor;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.schema.SchemaAst.AnnotationNode;
import org.omnigraph.catalog.schema.SchemaAst.CardNode;
import org.omnigraph.catalog.schema.SchemaAst.ConstraintNode;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;
import org.omnigraph.catalog.schema.SchemaAst.EdgeNode;
import org.omnigraph.catalog.schema.SchemaAst.InterfaceNode;
import org.omnigraph.catalog.schema.SchemaAst.Name;
import org.omnigraph.catalog.schema.SchemaAst.NodeNode;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;

/// Parses `.pg` files (schema-language.md §2) by recursive descent; the grammar does not nest, so neither does the
/// parser. After a syntax error it goes on at the next member or declaration, so that one run reports all of them. A
/// method that returns null has reported why.
public final class SchemaParser {
    private static final List<String> DECLARATIONS = List.of("interface", "node", "edge");

    private final SchemaTokens tokens;
    private final SchemaMemberParser members;
    private final Set<String> lost = new HashSet<>();

    private SchemaParser(SchemaTokens tokens) {
        this.tokens = tokens;
        this.members = new SchemaMemberParser(tokens);
    }

    /// Parses a whole file; syntax errors go to `problems`.
    public static SchemaAst parse(SourceText source, Problems problems) {
        SchemaTokens tokens = new SchemaTokens(new TokenCursor(new Lexer(source, problems)), problems);
        return new SchemaParser(tokens).schema();
    }

    private SchemaAst schema() {
        List<Declaration> declarations = new ArrayList<>();
        while (!tokens.peek().is(TokenKind.END)) {
            Declaration declaration = declaration();
            if (declaration == null) {
                skipToDeclaration();
            } else {
                declarations.add(declaration);
            }
        }
        return new SchemaAst(declarations, lost);
    }

    private void skipToDeclaration() {
        while (!tokens.peek().is(TokenKind.END) && !tokens.atDeclaration()) {
            Token skipped = tokens.take();
            if (skipped.is(TokenKind.TYPE_NAME)) {
                lost.add(skipped.text());
            }
        }
    }

    private @Nullable Declaration declaration() {
        Token keyword = tokens.peek();
        if (keyword.isWord("interface")) {
            tokens.take();
            return interfaceNode();
        }
        if (keyword.isWord("node")) {
            tokens.take();
            return node();
        }
        if (keyword.isWord("edge")) {
            tokens.take();
            return edge();
        }
        tokens.unexpected("`interface`, `node` or `edge`", declarationHelp(keyword));
        tokens.take();
        for (String word : DECLARATIONS) {
            if (keyword.text().startsWith(word)) {
                lost.add(keyword.text().substring(word.length()));
            }
        }
        return null;
    }

    private static String declarationHelp(Token token) {
        if (!token.is(TokenKind.IDENT)) {
            return "";
        }
        for (String word : DECLARATIONS) {
            if (token.text().startsWith(word)) {
                return "A space belongs between `" + word + "` and the name.";
            }
        }
        return Suggestion.nearest(token.text(), DECLARATIONS)
                .map(word -> "Did you mean `" + word + "`?")
                .orElse("");
    }

    private @Nullable Declaration interfaceNode() {
        Name name = typeName("the interface's name");
        if (name == null) {
            return null;
        }
        boolean understood = true;
        if (tokens.peek().is(TokenKind.AT)) {
            tokens.unexpected("`{`", "Interfaces take no annotations of their own.");
            understood = false;
        }
        Body body = bodyBehind(understood, false);
        return new InterfaceNode(name, body.properties, body.whole);
    }

    private @Nullable Declaration node() {
        Name name = typeName("the node type's name");
        if (name == null) {
            return null;
        }
        List<AnnotationNode> annotations = new ArrayList<>();
        List<Name> interfaces = new ArrayList<>();
        boolean understood = members.annotations(annotations) && implemented(interfaces);
        if (understood && tokens.peek().is(TokenKind.AT)) {
            tokens.unexpected(
                    "`{`",
                    interfaces.isEmpty()
                            ? "Constraints stand inside the braces."
                            : "Annotations stand before `implements`, constraints inside the braces.");
            understood = false;
        }
        Body body = bodyBehind(understood, true);
        return new NodeNode(name, annotations, interfaces, body.properties, body.constraints, body.whole);
    }

    private boolean implemented(List<Name> interfaces) {
        if (!tokens.peek().isWord("implements")) {
            return true;
        }
        tokens.take();
        do {
            Name implemented = typeName("an interface's name");
            if (implemented == null) {
                return false;
            }
            interfaces.add(implemented);
        } while (tokens.takeIf(TokenKind.COMMA));
        return true;
    }

    private @Nullable Declaration edge() {
        Name name = typeName("the edge type's name");
        if (name == null) {
            return null;
        }
        Name from = tokens.expect(TokenKind.COLON) ? typeName("the node type that the edge leaves") : null;
        Name to =
                from != null && tokens.expect(TokenKind.ARROW) ? typeName("the node type that the edge reaches") : null;
        if (from == null || to == null) {
            bodyBehind(false, true);
            return null;
        }
        CardNode card = members.card();
        List<AnnotationNode> annotations = new ArrayList<>();
        boolean understood = card != null && members.annotations(annotations);
        if (understood && tokens.peek().is(TokenKind.AT)) {
            tokens.unexpected("`{`", "Constraints stand inside braces: `{ @unique(src, dst) }`.");
            understood = false;
        }
        Body body = !understood || tokens.peek().is(TokenKind.BRACE_OPEN) ? bodyBehind(understood, true) : new Body();
        return new EdgeNode(
                name,
                from,
                to,
                card == null ? CardNode.NONE : card,
                annotations,
                body.properties,
                body.constraints,
                body.whole);
    }

    private @Nullable Name typeName(String what) {
        Token token = tokens.peek();
        if (token.is(TokenKind.TYPE_NAME)) {
            tokens.take();
            return new Name(token.text(), token.span());
        }
        if (!token.is(TokenKind.IDENT)) {
            tokens.unexpected(what, "");
            return null;
        }
        String capitalised = capitalised(token.text());
        tokens.unexpected(what, "Type names start with a capital letter: `" + capitalised + "`.");
        tokens.take();
        lost.add(token.text());
        lost.add(capitalised);
        return new Name(token.text(), token.span());
    }

    private static String capitalised(String name) {
        String bare = name.replaceFirst("^_+", "");
        return bare.isEmpty() || !Character.isLetter(bare.charAt(0))
                ? "Film"
                : Character.toUpperCase(bare.charAt(0)) + bare.substring(1);
    }

    private static final class Body {
        private final List<PropertyNode> properties = new ArrayList<>();
        private final List<ConstraintNode> constraints = new ArrayList<>();
        private boolean whole = true;
    }

    /// The body of a declaration. Where its header was not understood, what stands before the `{` is skipped, so that
    /// the problems of the body are found in the same run.
    private Body bodyBehind(boolean headerUnderstood, boolean withConstraints) {
        if (headerUnderstood && tokens.expect(TokenKind.BRACE_OPEN)) {
            return body(withConstraints);
        }
        while (!tokens.peek().is(TokenKind.BRACE_OPEN) && !tokens.peek().is(TokenKind.END) && !tokens.atDeclaration()) {
            tokens.take();
        }
        Body body = tokens.takeIf(TokenKind.BRACE_OPEN) ? body(withConstraints) : new Body();
        body.whole = false;
        return body;
    }

    /// The rest of a body behind its `{`.
    private Body body(boolean withConstraints) {
        Body body = new Body();
        while (!tokens.takeIf(TokenKind.BRACE_CLOSE)) {
            if (tokens.peek().is(TokenKind.END) || tokens.atDeclaration()) {
                tokens.unexpected("`}` or a property", "Close the braces before the next declaration.");
                body.whole = false;
                break;
            }
            if (!member(body, withConstraints)) {
                body.whole = false;
                tokens.skipToMember();
            }
        }
        return body;
    }

    private boolean member(Body body, boolean withConstraints) {
        if (tokens.peek().is(TokenKind.IDENT)) {
            PropertyNode property = members.property();
            if (property == null) {
                return false;
            }
            body.properties.add(property);
            return true;
        }
        if (tokens.peek().is(TokenKind.AT)) {
            if (!withConstraints) {
                tokens.unexpected("a property or `}`", "Interfaces hold no constraints; put them on the node types.");
                tokens.take();
                return false;
            }
            ConstraintNode constraint = members.constraint();
            if (constraint == null) {
                return false;
            }
            body.constraints.add(constraint);
            return true;
        }
        Token token = tokens.peek();
        tokens.unexpected(withConstraints ? "a property, a constraint or `}`" : "a property or `}`", memberHelp(token));
        tokens.take();
        return false;
    }

    private static String memberHelp(Token token) {
        return switch (token.kind()) {
            case COMMA -> "Nothing stands between properties; remove the comma.";
            case TYPE_NAME -> "Property names start with a small letter or `_`.";
            default -> "";
        };
    }
}
