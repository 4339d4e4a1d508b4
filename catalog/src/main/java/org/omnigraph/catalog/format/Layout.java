package org.omnigraph.catalog.format;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.omnigraph.catalog.lexing.TokenKind;

/// Where lines may and must begin. A group is broken as a whole or not at all: it is if the author broke it
/// behind its bracket, if a comment in it needs a line, if items stand in it that nothing separates, or if its
/// line would be too long. Not safe for several threads.
final class Layout {
    /// How long a line may be where it can be broken.
    static final int WIDTH_MAX = 120;

    static final int INDENT = 4;

    /// A place where a line begins if its group is broken.
    ///
    /// @param closes true before a closing bracket: comments before it still belong inside
    record Break(Group group, int depth, boolean closes, boolean keepsEmptyLine) {}

    /// Breaks that are taken together.
    static final class Group {
        private final int first;
        private final int last;
        private final int decidedAt;
        private final boolean enclosing;
        private final boolean hasItems;
        private boolean broken;

        private Group(int first, int last, int decidedAt, boolean enclosing, boolean hasItems, boolean broken) {
            this.first = first;
            this.last = last;
            this.decidedAt = decidedAt;
            this.enclosing = enclosing;
            this.hasItems = hasItems;
            this.broken = broken;
        }

        boolean isBroken() {
            return broken;
        }
    }

    private final Tokens tokens;
    private final Group always = new Group(0, 0, 0, false, true, true);
    private final List<Group> groups = new ArrayList<>();
    private final Map<Integer, Break> breaks = new HashMap<>();
    private final BitSet tight = new BitSet();
    private final BitSet tops = new BitSet();

    Layout(Tokens tokens) {
        this.tokens = tokens;
    }

    /// A declaration begins here.
    void top(int index) {
        tops.set(index);
        breaks.put(index, new Break(always, 0, false, true));
    }

    boolean isTop(int index) {
        return tops.get(index);
    }

    /// Nothing stands on the inner side of the bracket and its partner, nor before it: hop bounds.
    void tight(int open) {
        tight.set(open, tokens.partner(open) + 1);
    }

    boolean isTight(int index) {
        return tight.get(index);
    }

    /// A bracketed list of items.
    ///
    /// @param items the tokens that items begin with
    /// @param depth how deep the line stands that the bracket is on
    /// @param forced true if it is always broken
    void bracket(int open, List<Integer> items, int depth, boolean forced) {
        int close = tokens.partner(open);
        boolean broken =
                forced || (!items.isEmpty() && tokens.gapBefore(open + 1).hasLineEnd());
        for (int item : items) {
            broken |= item > open + 1 && tokens.kind(item - 1) != TokenKind.COMMA;
        }
        for (int i = open + 1; i <= close && !broken; i++) {
            broken = tokens.gapBefore(i).needsLines();
        }
        Group group = new Group(open, close, open, true, !items.isEmpty(), broken);
        groups.add(group);
        for (int item : items) {
            breaks.put(item, new Break(group, depth + 1, false, item > open + 1));
        }
        breaks.put(close, new Break(group, depth, true, false));
    }

    /// What trails behind a head, one a line if the head is too long: annotations.
    void trailing(int first, List<Integer> items, int last, int depth) {
        if (items.isEmpty()) {
            return;
        }
        boolean broken = items.stream().anyMatch(item -> tokens.gapBefore(item).hasLineEnd());
        Group group = new Group(first, last, items.getFirst() - 1, false, true, broken);
        groups.add(group);
        items.forEach(item -> breaks.put(item, new Break(group, depth + 1, false, false)));
    }

    /// Decides every group, outer ones first as they were added.
    void decide(Spacing spacing) {
        TreeSet<Integer> broken = new TreeSet<>();
        groups.stream().filter(Group::isBroken).forEach(group -> broken.add(group.first));
        for (Group group : groups) {
            Integer inner = broken.higher(group.first);
            group.broken |= group.enclosing && inner != null && inner < group.last;
        }
        for (Group group : groups) {
            group.broken |= group.hasItems && lineIsTooLong(group.decidedAt, spacing);
        }
    }

    private boolean lineIsTooLong(int index, Spacing spacing) {
        int start = index;
        int width = spacing.width(start);
        while (start > 0 && !isTaken(start) && width <= WIDTH_MAX) {
            start--;
            width += spacing.width(start);
        }
        width += isTaken(start) ? taken(start).depth() * INDENT : 0;
        for (int i = index + 1; i < tokens.size() && !isTaken(i) && width <= WIDTH_MAX; i++) {
            width += spacing.width(i);
        }
        return width > WIDTH_MAX;
    }

    /// True if a line begins with this token.
    boolean isTaken(int index) {
        Break at = breaks.get(index);
        return at != null && at.group().isBroken();
    }

    /// The break that is taken before a token.
    Break taken(int index) {
        Break at = breaks.get(index);
        if (at == null || !at.group().isBroken()) {
            throw new IllegalArgumentException("no line begins with token " + index);
        }
        return at;
    }
}
