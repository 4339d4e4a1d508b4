package org.omnigraph.catalog.lexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.DiagnosticCode;

class LexerTest {
    private static Problems problemsOf(SourceText text) {
        return new Problems(text, DiagnosticCode.QUERY_PARSE_ERROR);
    }

    private static List<String> tokens(String source) {
        SourceText text = SourceText.of(source);
        Lexer lexer = new Lexer(text, problemsOf(text));
        List<String> tokens = new ArrayList<>();
        for (Token token = lexer.next(); !token.is(TokenKind.END); token = lexer.next()) {
            tokens.add(token.kind() + " " + token.text());
        }
        return tokens;
    }

    private static List<String> problems(String source) {
        SourceText text = SourceText.of(source);
        Problems problems = problemsOf(text);
        Lexer lexer = new Lexer(text, problems);
        while (!lexer.next().is(TokenKind.END)) {
            assertThat(problems.count()).isLessThan(100);
        }
        return problems.diagnostics().stream()
                .map(d -> d.position().line() + ":" + d.position().column() + " " + d.message())
                .toList();
    }

    @Test
    void next_everyKindOfToken() {
        assertThat(tokens("Film as_set $x $_ \"a\\n\" 12 1.5 { } ( ) [ ] : , . .. @ -> - < <= > >= = != ?"))
                .containsExactly(
                        "TYPE_NAME Film",
                        "IDENT as_set",
                        "VARIABLE x",
                        "VARIABLE _",
                        "STRING a\n",
                        "INTEGER 12",
                        "FLOAT 1.5",
                        "BRACE_OPEN {",
                        "BRACE_CLOSE }",
                        "PAREN_OPEN (",
                        "PAREN_CLOSE )",
                        "BRACKET_OPEN [",
                        "BRACKET_CLOSE ]",
                        "COLON :",
                        "COMMA ,",
                        "DOT .",
                        "DOT_DOT ..",
                        "AT @",
                        "ARROW ->",
                        "MINUS -",
                        "LESS <",
                        "LESS_EQUAL <=",
                        "GREATER >",
                        "GREATER_EQUAL >=",
                        "EQUAL =",
                        "NOT_EQUAL !=",
                        "QUESTION ?");
    }

    @Test
    void next_digitsAndDots_splitAsTheSpecSays() {
        assertThat(tokens("0..9")).containsExactly("INTEGER 0", "DOT_DOT ..", "INTEGER 9");
        assertThat(tokens("0.5..1.25")).containsExactly("FLOAT 0.5", "DOT_DOT ..", "FLOAT 1.25");
        assertThat(tokens("1.x")).containsExactly("INTEGER 1", "DOT .", "IDENT x");
        assertThat(tokens("7up")).containsExactly("INTEGER 7", "IDENT up");
    }

    @Test
    void next_spaceBefore_tellsAdjacency() {
        SourceText text = SourceText.of("-5 - 5/**/x");
        Lexer lexer = new Lexer(text, problemsOf(text));
        Token minus = lexer.next();
        Token five = lexer.next();
        assertThat(minus.touches(five)).isTrue();
        assertThat(five.spaceBefore()).isFalse();
        assertThat(lexer.next().spaceBefore()).isTrue();
        assertThat(lexer.next().spaceBefore()).isTrue();
        assertThat(lexer.next().spaceBefore()).isTrue();
    }

    @Test
    void next_whatIsNoToken_isReportedOnceAndSkipped() {
        assertThat(tokens("a ;; b")).containsExactly("IDENT a", "BAD ;;", "IDENT b");
        assertThat(problems("a ;; b\n$ x !y 'z' \"\\q\\u\""))
                .extracting(text -> text.substring(0, text.indexOf(' ')))
                .containsExactly("1:3", "2:1", "2:5", "2:8", "2:10", "2:13", "2:15");
    }

    @Test
    void next_unclosedThings_endAtTheEnd() {
        assertThat(problems("\"abc")).containsExactly("1:1 This string is never closed.");
        assertThat(problems("a /* b")).containsExactly("1:3 This comment is never closed.");
        assertThat(problems("\"a\\")).containsExactly("1:1 This string is never closed.");
    }

    @Test
    void takeEnumValue_readsOneTokenWhereTheLexerSeesMany() {
        SourceText text = SourceText.of("7up, a-b , -x->");
        TokenCursor cursor = new TokenCursor(new Lexer(text, problemsOf(text)));
        assertThat(cursor.takeEnumValue().text()).isEqualTo("7up");
        assertThat(cursor.takeIf(TokenKind.COMMA)).isTrue();
        assertThat(cursor.peek(2).kind()).isEqualTo(TokenKind.IDENT);
        assertThat(cursor.takeEnumValue().text()).isEqualTo("a-b");
        assertThat(cursor.takeEnumValue().kind()).isEqualTo(TokenKind.BAD);
        assertThat(cursor.takeIf(TokenKind.COMMA)).isTrue();
        assertThat(cursor.takeEnumValue().text()).isEqualTo("-x-");
        assertThat(cursor.take().kind()).isEqualTo(TokenKind.GREATER);
        assertThat(cursor.take().kind()).isEqualTo(TokenKind.END);
        assertThat(cursor.take().kind()).isEqualTo(TokenKind.END);
    }

    @Test
    void decode_malformedUtf8_isReportedWhereItStands() {
        SourceText text = SourceText.decode("ab\n\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Problems problems = problemsOf(text);
        assertThat(new Lexer(text, problems).next().text()).isEqualTo("ab");
        assertThat(problems.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.position().line()).isEqualTo(2));
    }

    @Test
    void problems_pastTheirBound_endTheReading() {
        SourceText text = SourceText.of("; ".repeat(3000));
        Problems problems = problemsOf(text);
        Lexer lexer = new Lexer(text, problems);
        while (!lexer.next().is(TokenKind.END)) {
            assertThat(problems.isEmpty()).isFalse();
        }
        assertThat(problems.count()).isEqualTo(Problems.KEPT_MAX);
        assertThat(problems.diagnostics()).hasSize(Problems.KEPT_MAX + 1);
        assertThat(problems.diagnostics().getLast().message()).contains("read only as far as the first 1000");
    }

    @Test
    void suggestion_nearest_countsASwapOnce() {
        assertThat(Suggestion.nearest("Stirng", List.of("String", "Bool"))).contains("String");
        assertThat(Suggestion.nearest("film", List.of("Film", "Filme"))).contains("Film");
        assertThat(Suggestion.nearest("xyz", List.of("Film", "Person"))).isEmpty();
        assertThat(Suggestion.nearest("x".repeat(100), List.of("x".repeat(99)))).isEmpty();
        assertThat(Suggestion.distance("abcd", "acbd")).isEqualTo(1);
        assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
    }
}
