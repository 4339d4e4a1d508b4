package org.omnigraph.catalog.format;

import java.util.List;

/// Writes tokens and comments out as a layout says.
final class Pages {
    private static final String SPACES = " ".repeat(Layout.INDENT);

    private final Tokens tokens;
    private final Layout layout;
    private final Spacing spacing;
    private final StringBuilder out = new StringBuilder();
    private int lineDepth;

    private Pages(Tokens tokens, Layout layout, Spacing spacing) {
        this.tokens = tokens;
        this.layout = layout;
        this.spacing = spacing;
    }

    static String print(Tokens tokens, Layout layout, Spacing spacing) {
        Pages pages = new Pages(tokens, layout, spacing);
        for (int i = 0; i < tokens.size(); i++) {
            if (layout.isTaken(i)) {
                pages.beginLine(i);
            } else {
                pages.goOn(i);
            }
            pages.out.append(tokens.text(i));
        }
        pages.end();
        return pages.out.toString();
    }

    /// A token that begins a line. A comment behind the token before stays there; one on a line of its own stands as
    /// deep as what follows it.
    private void beginLine(int index) {
        Layout.Break at = layout.taken(index);
        Gap gap = tokens.gapBefore(index);
        lineDepth = at.depth();
        int depth = at.closes() ? at.depth() + 1 : at.depth();
        boolean owed = layout.isTop(index) && index > 0 && isParted(index) && !gap.hasEmptyLine();
        boolean inLine = !out.isEmpty();
        for (Comment comment : gap.comments()) {
            if (inLine && comment.lines() == 0) {
                out.append(' ');
            } else {
                lines(comment.lines(), at, owed);
                owed = false;
                indent(depth);
            }
            out.append(comment.text());
            inLine = !comment.toLineEnd();
        }
        List<Comment> comments = gap.comments();
        boolean behindComment = !comments.isEmpty() && comments.getLast().lines() > 0 && gap.lines() == 0 && inLine;
        if (behindComment && !at.closes()) {
            out.append(' ');
        } else {
            lines(gap.lines(), at, owed);
            indent(at.depth());
        }
    }

    /// Ends the line, and leaves one empty where the author left some or one is owed.
    private void lines(int written, Layout.Break at, boolean owed) {
        if (out.isEmpty()) {
            return;
        }
        out.append('\n');
        if (owed || (written > 1 && at.keepsEmptyLine())) {
            out.append('\n');
        }
    }

    /// True if an empty line belongs between this declaration and the one before: one of them has several lines.
    private boolean isParted(int index) {
        int next = index + 1;
        while (next < tokens.size() && !layout.isTaken(next)) {
            next++;
        }
        int last = index - 1;
        while (last > 0 && !layout.isTaken(last)) {
            last--;
        }
        return !layout.isTop(last) || (next < tokens.size() && !layout.isTop(next));
    }

    /// A token in the middle of a line. After a comment that needs a line it goes on one deeper.
    private void goOn(int index) {
        Gap gap = tokens.gapBefore(index);
        if (gap.comments().isEmpty()) {
            out.append(spacing.isSpaced(index) ? " " : "");
            return;
        }
        boolean ended = false;
        for (Comment comment : gap.comments()) {
            part(ended || comment.lines() > 0);
            out.append(comment.text());
            ended = comment.toLineEnd();
        }
        part(ended || gap.lines() > 0);
    }

    private void part(boolean line) {
        if (line) {
            out.append('\n');
            indent(lineDepth + 1);
        } else {
            out.append(' ');
        }
    }

    private void end() {
        Gap gap = tokens.gapBefore(tokens.size());
        boolean inLine = !out.isEmpty();
        for (Comment comment : gap.comments()) {
            if (inLine && comment.lines() == 0) {
                out.append(' ');
            } else if (!out.isEmpty()) {
                out.append(comment.lines() > 1 ? "\n\n" : "\n");
            }
            out.append(comment.text());
            inLine = !comment.toLineEnd();
        }
        out.append(out.isEmpty() ? "" : "\n");
    }

    private void indent(int depth) {
        out.repeat(SPACES, depth);
    }
}
