package org.omnigraph.catalog.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.Suggestion;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.schema.Constraint.Bound;
import org.omnigraph.catalog.schema.SchemaAst.AnnotationNode;
import org.omnigraph.catalog.schema.SchemaAst.Argument;
import org.omnigraph.catalog.schema.SchemaAst.ArgumentKind;
import org.omnigraph.catalog.schema.SchemaAst.CardNode;
import org.omnigraph.catalog.schema.SchemaAst.ConstraintNode;
import org.omnigraph.catalog.schema.SchemaAst.Name;
import org.omnigraph.catalog.schema.SchemaAst.NamedArgument;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;
import org.omnigraph.catalog.schema.SchemaAst.TupleKind;
import org.omnigraph.catalog.schema.SchemaAst.TypeNode;

/// Parses what stands inside declarations: properties, types, constraints, annotations. A method that returns null
/// (or false) has reported why.
final class SchemaMemberParser {
    private static final Set<String> CONSTRAINTS = Set.of("key", "unique", "index", "range", "check");
    private static final List<String> TYPES = types();

    /// More than any double needs; keeps the arithmetic on hostile numbers cheap.
    private static final int BOUND_DIGITS_MAX = 1000;

    private final SchemaTokens tokens;

    SchemaMemberParser(SchemaTokens tokens) {
        this.tokens = tokens;
    }

    private static List<String> types() {
        List<String> types = new ArrayList<>(
                Arrays.stream(ScalarType.values()).map(ScalarType::spelling).toList());
        types.add("Vector");
        types.add("enum");
        return List.copyOf(types);
    }

    @Nullable
    PropertyNode property() {
        Token name = tokens.take();
        if (!tokens.expect(TokenKind.COLON)) {
            return null;
        }
        TypeNode type = type();
        if (type instanceof TypeNode.Broken) {
            tokens.skipToMember();
        }
        boolean nullable = tokens.takeIf(TokenKind.QUESTION);
        List<AnnotationNode> annotations = new ArrayList<>();
        if (!annotations(annotations)) {
            return null;
        }
        return new PropertyNode(new Name(name.text(), name.span()), type, nullable, annotations);
    }

    private TypeNode type() {
        Token token = tokens.peek();
        if (token.isWord("enum")) {
            tokens.take();
            return enumType(token.span());
        }
        if (token.isWord("Vector")) {
            tokens.take();
            return vectorType(token.span());
        }
        if (token.is(TokenKind.BRACKET_OPEN)) {
            tokens.take();
            ScalarType item = scalar("the type of a list's items", "A list holds one scalar type: `[String]`.");
            if (item == null || !tokens.expect(TokenKind.BRACKET_CLOSE)) {
                return new TypeNode.Broken(token.span());
            }
            return new TypeNode.ListOf(item, token.span().to(tokens.lastTaken()));
        }
        ScalarType scalar = scalar("a type", "");
        return scalar == null ? new TypeNode.Broken(token.span()) : new TypeNode.Scalar(scalar, token.span());
    }

    private @Nullable ScalarType scalar(String what, String help) {
        Token token = tokens.peek();
        ScalarType scalar = token.is(TokenKind.TYPE_NAME)
                ? ScalarType.ofSpelling(token.text()).orElse(null)
                : null;
        if (scalar != null) {
            tokens.take();
            return scalar;
        }
        boolean name = token.is(TokenKind.TYPE_NAME) || token.is(TokenKind.IDENT);
        tokens.unexpected(what, help.isEmpty() && name ? Suggestion.help(token.text(), TYPES, "types") : help);
        return null;
    }

    private TypeNode vectorType(Span start) {
        if (!tokens.expect(TokenKind.PAREN_OPEN)) {
            return new TypeNode.Broken(start);
        }
        Token dimension = tokens.peek();
        if (!tokens.expect(TokenKind.INTEGER) || !tokens.expect(TokenKind.PAREN_CLOSE)) {
            return new TypeNode.Broken(start);
        }
        return new TypeNode.Vector(dimension.text(), start.to(tokens.lastTaken()));
    }

    private TypeNode enumType(Span start) {
        if (!tokens.expect(TokenKind.PAREN_OPEN)) {
            return new TypeNode.Broken(start);
        }
        List<Name> values = new ArrayList<>();
        do {
            Token value = tokens.takeEnumValue();
            if (value.is(TokenKind.BAD)) {
                Token found = tokens.peek();
                tokens.unexpected(
                        "an enum value",
                        switch (found.kind()) {
                            case STRING -> "Enum values stand without quotes.";
                            case PAREN_CLOSE -> "An enum has at least one value, and no comma after the last.";
                            default -> "Enum values consist of letters, digits, `_` and `-`.";
                        });
                return new TypeNode.Broken(start);
            }
            values.add(new Name(value.text(), value.span()));
        } while (tokens.takeIf(TokenKind.COMMA));
        if (!tokens.peek().is(TokenKind.PAREN_CLOSE)) {
            tokens.unexpected("`,` or `)`", "Enum values consist of letters, digits, `_` and `-`.");
            return new TypeNode.Broken(start);
        }
        tokens.take();
        return new TypeNode.EnumOf(values, start.to(tokens.lastTaken()));
    }

    /// Annotations up to the next thing that is none; `@key(` and its like are constraints.
    boolean annotations(List<AnnotationNode> into) {
        while (tokens.peek().is(TokenKind.AT) && !atConstraint()) {
            AnnotationNode annotation = annotation();
            if (annotation == null) {
                return false;
            }
            into.add(annotation);
        }
        return true;
    }

    private boolean atConstraint() {
        Token name = tokens.peek(1);
        return name.is(TokenKind.IDENT)
                && CONSTRAINTS.contains(name.text())
                && tokens.peek(2).is(TokenKind.PAREN_OPEN);
    }

    private @Nullable AnnotationNode annotation() {
        Span start = tokens.take().span();
        Name name = ident("an annotation's name");
        if (name == null) {
            return null;
        }
        if (!tokens.takeIf(TokenKind.PAREN_OPEN)) {
            return new AnnotationNode(name, Argument.NONE, List.of(), start.to(tokens.lastTaken()));
        }
        Argument argument = argument(true, "a string, a number, a name, `true` or `false`");
        if (argument == null) {
            return null;
        }
        List<NamedArgument> named = new ArrayList<>();
        while (tokens.takeIf(TokenKind.COMMA)) {
            Name key = ident("the name of an argument");
            if (key == null || !tokens.expect(TokenKind.EQUAL)) {
                return null;
            }
            Argument value = argument(false, "a string, a number, `true` or `false`");
            if (value == null) {
                return null;
            }
            named.add(new NamedArgument(key, value));
        }
        if (!tokens.peek().is(TokenKind.PAREN_CLOSE)) {
            tokens.unexpected("`,` or `)`", "");
            return null;
        }
        tokens.take();
        return new AnnotationNode(name, argument, named, start.to(tokens.lastTaken()));
    }

    private @Nullable Argument argument(boolean namesToo, String expected) {
        Token token = tokens.peek();
        ArgumentKind kind = switch (token.kind()) {
            case STRING -> ArgumentKind.TEXT;
            case INTEGER, FLOAT -> ArgumentKind.NUMBER;
            case IDENT ->
                namesToo || token.isWord("true") || token.isWord("false") ? ArgumentKind.WORD : ArgumentKind.NONE;
            default -> ArgumentKind.NONE;
        };
        if (kind == ArgumentKind.NONE) {
            tokens.unexpected(expected, "");
            return null;
        }
        tokens.take();
        return new Argument(kind, token.text(), token.span());
    }

    private @Nullable Name ident(String expected) {
        Token token = tokens.peek();
        if (!token.is(TokenKind.IDENT)) {
            tokens.unexpected(expected, "");
            return null;
        }
        tokens.take();
        return new Name(token.text(), token.span());
    }

    /// `@card(…)` if it stands here; [CardNode#NONE] if not. `@card` without a range is an annotation like any other.
    @Nullable
    CardNode card() {
        boolean present = tokens.peek().is(TokenKind.AT)
                && tokens.peek(1).isWord("card")
                && tokens.peek(2).is(TokenKind.PAREN_OPEN)
                && (tokens.peek(3).is(TokenKind.DOT_DOT) || tokens.peek(4).is(TokenKind.DOT_DOT));
        if (!present) {
            return CardNode.NONE;
        }
        Span start = tokens.take().span();
        tokens.take();
        tokens.take();
        Token min = tokens.peek();
        if (!min.is(TokenKind.INTEGER)) {
            tokens.unexpected("the smallest number of edges", "Write for example `@card(0..1)`.");
            return null;
        }
        tokens.take();
        tokens.take();
        Token max = tokens.peek();
        boolean bounded = tokens.takeIf(TokenKind.INTEGER);
        if (!tokens.expect(TokenKind.PAREN_CLOSE)) {
            return null;
        }
        return new CardNode(min.text(), bounded ? max.text() : "", start.to(tokens.lastTaken()));
    }

    /// A constraint of a body, from its `@` on.
    @Nullable
    ConstraintNode constraint() {
        Span start = tokens.take().span();
        Token word = tokens.peek();
        if (!word.is(TokenKind.IDENT) || !CONSTRAINTS.contains(word.text())) {
            tokens.unexpected(
                    "a constraint (`@key`, `@unique`, `@index`, `@range` or `@check`)",
                    word.is(TokenKind.IDENT) ? constraintHelp(word.text()) : "");
            return null;
        }
        tokens.take();
        if (!tokens.expect(TokenKind.PAREN_OPEN)) {
            return null;
        }
        return switch (word.text()) {
            case "range" -> range(start);
            case "check" -> check(start);
            default -> tuple(TupleKind.valueOf(word.text().toUpperCase(Locale.ROOT)), start);
        };
    }

    private static String constraintHelp(String word) {
        return Suggestion.nearest(word, CONSTRAINTS)
                .map(near -> "Did you mean `@" + near + "(…)`?")
                .orElse(
                        word.equals("card")
                                ? "`@card` stands first after an edge's endpoints."
                                : "An annotation stands directly behind its property.");
    }

    private @Nullable ConstraintNode tuple(TupleKind kind, Span start) {
        List<Name> names = new ArrayList<>();
        do {
            Name name = ident("a property's name");
            if (name == null) {
                return null;
            }
            names.add(name);
        } while (tokens.takeIf(TokenKind.COMMA));
        if (!closes("`,` or `)`")) {
            return null;
        }
        return new ConstraintNode.Tuple(kind, names, start.to(tokens.lastTaken()));
    }

    private boolean closes(String expected) {
        if (tokens.takeIf(TokenKind.PAREN_CLOSE)) {
            return true;
        }
        tokens.unexpected(expected, "");
        return false;
    }

    private @Nullable ConstraintNode range(Span start) {
        Name property = ident("a property's name");
        if (property == null || !tokens.expect(TokenKind.COMMA)) {
            return null;
        }
        Bound min = new Bound.Open();
        if (!tokens.peek().is(TokenKind.DOT_DOT)) {
            Bound read = bound("a bound or `..`");
            if (read == null) {
                return null;
            }
            min = read;
        }
        if (!tokens.peek().is(TokenKind.DOT_DOT)) {
            tokens.unexpected("`..`", "Write for example `1..10`, `1..` or `..10`.");
            return null;
        }
        tokens.take();
        Bound max = new Bound.Open();
        boolean needed = min instanceof Bound.Open;
        if (needed || !tokens.peek().is(TokenKind.PAREN_CLOSE)) {
            Bound read = bound("a bound");
            if (read == null) {
                return null;
            }
            max = read;
        }
        return closes("`)`") ? new ConstraintNode.Range(property, min, max, start.to(tokens.lastTaken())) : null;
    }

    private @Nullable Bound bound(String expected) {
        boolean negative = tokens.takeIf(TokenKind.MINUS);
        Token number = tokens.peek();
        if (!number.is(TokenKind.INTEGER) && !number.is(TokenKind.FLOAT)) {
            tokens.unexpected(expected, "");
            return null;
        }
        if (number.text().length() > BOUND_DIGITS_MAX) {
            tokens.report(number.span(), "This number has more than " + BOUND_DIGITS_MAX + " digits.", "");
            return null;
        }
        tokens.take();
        String spelled = (negative ? "-" : "") + number.text();
        return number.is(TokenKind.INTEGER)
                ? new Bound.Whole(new BigInteger(spelled))
                : new Bound.Decimal(new BigDecimal(spelled));
    }

    private @Nullable ConstraintNode check(Span start) {
        Name property = ident("a property's name");
        if (property == null || !tokens.expect(TokenKind.COMMA)) {
            return null;
        }
        Token pattern = tokens.peek();
        if (!tokens.expect(TokenKind.STRING) || !closes("`)`")) {
            return null;
        }
        return new ConstraintNode.Check(property, pattern.text(), pattern.span(), start.to(tokens.lastTaken()));
    }
}
