package org.omnigraph.catalog.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnigraph.catalog.lexing.Lexer;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The tokens of a text without syntax errors and the gaps between them. Immutable.
final class Tokens {
    private final List<Token> tokens = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<Integer, Integer> indexOfStart = new HashMap<>();
    private final int[] partner;

    /// @param wholes stretches that are one token although the lexer alone would cut them: enum values
    Tokens(SourceText source, Set<Stretch> wholes) {
        Map<Integer, Integer> endOfWhole = new HashMap<>();
        wholes.forEach(whole -> endOfWhole.put(whole.start(), whole.end()));
        Lexer lexer = new Lexer(source, new Problems(source, DiagnosticCode.QUERY_PARSE_ERROR));
        int last = 0;
        Token token = lexer.next();
        while (!token.is(TokenKind.END)) {
            int start = token.start();
            int end = endOfWhole.getOrDefault(start, token.end());
            TokenKind kind = endOfWhole.containsKey(start) ? TokenKind.IDENT : token.kind();
            String text = source.text(new Span(start, end));
            indexOfStart.put(start, tokens.size());
            tokens.add(new Token(kind, text, start, end, token.spaceBefore()));
            gaps.add(Gap.of(source.text(new Span(last, start))));
            last = end;
            do {
                token = lexer.next();
            } while (!token.is(TokenKind.END) && token.start() < end);
        }
        gaps.add(Gap.of(source.text(new Span(last, source.text().length()))));
        this.partner = partners();
    }

    /// A stretch of the text; unlike a [Span] it is equal only to itself.
    record Stretch(int start, int end) {
        static Stretch of(Span span) {
            return new Stretch(span.start(), span.end());
        }
    }

    private int[] partners() {
        int[] partners = new int[tokens.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            switch (kind(i)) {
                case BRACE_OPEN, PAREN_OPEN, BRACKET_OPEN -> open.add(i);
                case BRACE_CLOSE, PAREN_CLOSE, BRACKET_CLOSE -> {
                    int opening = open.removeLast();
                    partners[opening] = i;
                    partners[i] = opening;
                }
                default -> partners[i] = i;
            }
        }
        return partners;
    }

    int size() {
        return tokens.size();
    }

    TokenKind kind(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index).kind() : TokenKind.END;
    }

    /// The token as written.
    String text(int index) {
        return tokens.get(index).text();
    }

    List<String> texts() {
        return tokens.stream().map(Token::text).toList();
    }

    /// What stands before a token; with [#size()], what stands behind the last one.
    Gap gapBefore(int index) {
        return gaps.get(index);
    }

    /// The token that a stretch of the tree begins with.
    int at(Span span) {
        Integer index = indexOfStart.get(span.start());
        if (index == null) {
            throw new IllegalArgumentException("no token begins at " + span.start());
        }
        return index;
    }

    /// The bracket that closes or opens what this one opens or closes.
    int partner(int index) {
        return partner[index];
    }
}
