package org.omnigraph.authoring.language;

import java.util.ArrayList;
import java.util.List;
import org.omnigraph.catalog.lexing.Lexer;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The tokens of a text, and how they stand to each other; needs no text without errors. Indices out of range give
/// the end token, so that looking around a place takes no care.
final class TokenList {
    private final List<Token> tokens = new ArrayList<>();
    private final int[] opening;
    private final Token end;

    TokenList(SourceText source) {
        Lexer lexer = new Lexer(source, new Problems(source, DiagnosticCode.QUERY_PARSE_ERROR));
        Token token = lexer.next();
        while (!token.is(TokenKind.END)) {
            tokens.add(token);
            token = lexer.next();
        }
        this.end = token;
        this.opening = openings();
    }

    /// For each token the bracket that it stands in, or -1. Brackets that do not match are let be.
    private int[] openings() {
        int[] found = new int[tokens.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            TokenKind kind = tokens.get(i).kind();
            if (isClosing(kind) && !open.isEmpty()) {
                open.removeLast();
            }
            found[i] = open.isEmpty() ? -1 : open.getLast();
            if (isOpening(kind)) {
                open.add(i);
            }
        }
        return found;
    }

    private static boolean isOpening(TokenKind kind) {
        return kind == TokenKind.BRACE_OPEN || kind == TokenKind.PAREN_OPEN || kind == TokenKind.BRACKET_OPEN;
    }

    private static boolean isClosing(TokenKind kind) {
        return kind == TokenKind.BRACE_CLOSE || kind == TokenKind.PAREN_CLOSE || kind == TokenKind.BRACKET_CLOSE;
    }

    int size() {
        return tokens.size();
    }

    Token get(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : end;
    }

    boolean is(int index, TokenKind kind) {
        return get(index).is(kind);
    }

    boolean isWord(int index, String word) {
        return get(index).isWord(word);
    }

    /// The bracket that a token stands in, or -1; a closing bracket stands where its opening one does.
    int opening(int index) {
        return index >= 0 && index < opening.length ? opening[index] : -1;
    }

    /// The bracket that is open behind a token, or -1.
    int openBehind(int index) {
        return isOpening(get(index).kind()) ? index : opening(index);
    }

    /// The token that an offset is in or at the edge of, names before punctuation; -1 if there is none.
    int touching(int offset) {
        int before = lastStartingBefore(offset + 1);
        if (before >= 0 && get(before).end() >= offset) {
            boolean edge = get(before).start() == offset
                    && before > 0
                    && get(before - 1).end() == offset;
            return edge && isName(before - 1) && !isName(before) ? before - 1 : before;
        }
        return -1;
    }

    /// The last token that starts before an offset; -1 if there is none.
    int lastStartingBefore(int offset) {
        int low = 0;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokens.get(middle).start() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    boolean isName(int index) {
        return is(index, TokenKind.IDENT) || is(index, TokenKind.TYPE_NAME) || is(index, TokenKind.VARIABLE);
    }
}
