package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.query.ast.Literal;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.value.CalendarText;

/// The grammar of literals (query-language.md §1.3-§1.5).
final class LiteralSyntax {
    private final SyntaxReader reader;

    LiteralSyntax(SyntaxReader reader) {
        this.reader = reader;
    }

    /// True if a literal begins here.
    boolean startsHere() {
        Token token = reader.peek();
        return switch (token.kind()) {
            case STRING, INTEGER, FLOAT, MINUS, BRACKET_OPEN -> true;
            case IDENT ->
                token.text().equals("true")
                        || token.text().equals("false")
                        || ((token.text().equals("date") || token.text().equals("datetime"))
                                && reader.peekIs(1, TokenKind.PAREN_OPEN));
            default -> false;
        };
    }

    Literal literal() {
        Token token = reader.peek();
        return switch (token.kind()) {
            case STRING -> new Literal.StringLiteral(reader.take().text(), token.span());
            case INTEGER, FLOAT, MINUS -> number();
            case BRACKET_OPEN -> list();
            case IDENT -> word();
            default -> throw reader.unexpected("a literal", "");
        };
    }

    /// The value of an integer token, reported if it is above 2^63-1.
    long integer(Token token) {
        OptionalLong value = parsed(token.text());
        if (value.isEmpty()) {
            reader.report(token.span(), "This integer is larger than 9223372036854775807 (2^63-1).", "");
        }
        return value.orElse(0);
    }

    private static OptionalLong parsed(String digits) {
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(value);
    }

    private Literal number() {
        Token first = reader.take();
        boolean negative = first.is(TokenKind.MINUS);
        Token digits = first;
        if (negative) {
            digits = reader.peek();
            if (!first.touches(digits) || !(digits.is(TokenKind.INTEGER) || digits.is(TokenKind.FLOAT))) {
                throw reader.fault(
                        first, "A `-` stands directly before the digits of a number.", "Write for example `-5`.");
            }
            reader.take();
        }
        Span span = first.span().to(digits.span());
        if (digits.is(TokenKind.INTEGER)) {
            long value = integer(digits);
            return new Literal.IntegerLiteral(negative ? -value : value, span);
        }
        double value = Double.parseDouble(digits.text());
        if (Double.isInfinite(value)) {
            reader.report(span, "This number is larger than any F64.", "");
        }
        return new Literal.FloatLiteral(negative ? -value : value, span);
    }

    private Literal word() {
        Token word = reader.take();
        return switch (word.text()) {
            case "true" -> new Literal.BoolLiteral(true, word.span());
            case "false" -> new Literal.BoolLiteral(false, word.span());
            case "date" -> time(word, ScalarType.DATE, "date(\"2024-02-29\")");
            case "datetime" -> time(word, ScalarType.DATE_TIME, "datetime(\"2024-02-29T08:00:00Z\")");
            default -> throw reader.fault(word, "Expected a literal, found " + word.describe() + ".", "");
        };
    }

    private Literal time(Token word, ScalarType type, String example) {
        reader.expect(TokenKind.PAREN_OPEN, "`(`");
        Token text = reader.expect(
                TokenKind.STRING,
                "one string literal in `" + word.text() + "(…)`",
                "Write for example `" + example + "`.");
        reader.expect(TokenKind.PAREN_CLOSE, "`)` after the string of `" + word.text() + "(…)`");
        Span span = reader.since(word.span());
        Optional<Literal> parsed = type == ScalarType.DATE ? date(text, span) : dateTime(text, span);
        if (parsed.isEmpty()) {
            reader.report(
                    text.span(), "This is no valid " + type.spelling() + ".", "Write for example `" + example + "`.");
        }
        return parsed.orElse(new Literal.DateLiteral(0, span));
    }

    private static Optional<Literal> date(Token text, Span span) {
        OptionalInt days = CalendarText.parseDate(text.text());
        return days.isPresent() ? Optional.of(new Literal.DateLiteral(days.getAsInt(), span)) : Optional.empty();
    }

    private static Optional<Literal> dateTime(Token text, Span span) {
        OptionalLong millis = CalendarText.parseDateTime(text.text());
        return millis.isPresent()
                ? Optional.of(new Literal.DateTimeLiteral(millis.getAsLong(), span))
                : Optional.empty();
    }

    private Literal list() {
        Token open = reader.take();
        reader.enter(open);
        List<Literal> items = new ArrayList<>();
        while (!reader.peek().is(TokenKind.BRACKET_CLOSE)) {
            if (!items.isEmpty()) {
                reader.expect(TokenKind.COMMA, "`,` or `]` in the list");
            }
            if (!startsHere()) {
                throw reader.unexpected("a literal in the list", listHelp());
            }
            items.add(literal());
        }
        reader.take();
        reader.leave();
        return new Literal.ListLiteral(items, reader.since(open.span()));
    }

    private String listHelp() {
        return switch (reader.peek().kind()) {
            case BRACKET_CLOSE -> "A list takes no trailing comma.";
            case VARIABLE -> "A list holds literals only; pass the whole list as a parameter.";
            default -> "";
        };
    }
}
