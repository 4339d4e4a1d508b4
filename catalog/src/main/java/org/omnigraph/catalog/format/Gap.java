package org.omnigraph.catalog.format;

import java.util.ArrayList;
import java.util.List;

/// What stands between two tokens: comments and line ends.
///
/// @param lines how many line ends stand between the last comment (or the token before) and the token behind
record Gap(List<Comment> comments, int lines) {
    Gap {
        comments = List.copyOf(comments);
    }

    /// Reads the text between two tokens, which the lexer has found to be white space and comments.
    static Gap of(String between) {
        List<Comment> comments = new ArrayList<>();
        int lines = 0;
        int at = 0;
        while (at < between.length()) {
            if (between.startsWith("//", at)) {
                int end = between.indexOf('\n', at);
                int stop = end < 0 ? between.length() : end;
                comments.add(new Comment(between.substring(at, stop).stripTrailing(), lines));
                lines = 0;
                at = stop;
            } else if (between.startsWith("/*", at)) {
                int stop = between.indexOf("*/", at + 2) + 2;
                comments.add(new Comment(between.substring(at, stop).replace("\r\n", "\n"), lines));
                lines = 0;
                at = stop;
            } else {
                lines += between.charAt(at) == '\n' ? 1 : 0;
                at++;
            }
        }
        return new Gap(comments, lines);
    }

    /// True if the author began a new line here.
    boolean hasLineEnd() {
        return lines > 0 || needsLines();
    }

    /// True if a comment in it cannot stand in the middle of a line.
    boolean needsLines() {
        return comments.stream().anyMatch(Comment::needsLines);
    }

    /// True if the author left an empty line somewhere in it.
    boolean hasEmptyLine() {
        return lines > 1 || comments.stream().anyMatch(comment -> comment.lines() > 1);
    }
}
