package org.omnigraph.cli.format;

import java.util.ArrayList;
import java.util.List;

/// Rows in aligned columns, cut to the width of the screen. A cell is one line and drives no terminal, whatever
/// it holds.
public final class Table {
    private static final int GAP = 2;
    private static final int NARROWEST = 6;

    private final List<String> header;
    private final List<Boolean> rightAligned;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<String> header, List<Boolean> rightAligned) {
        this.header = List.copyOf(header);
        this.rightAligned = List.copyOf(rightAligned);
    }

    public void add(List<String> row) {
        rows.add(row.stream().map(Prose::printable).toList());
    }

    public String text(Style style) {
        int[] widths = widths(style.width());
        StringBuilder text = new StringBuilder();
        StringBuilder rule = new StringBuilder();
        for (int width : widths) {
            rule.append(rule.isEmpty() ? "" : " ".repeat(GAP)).append("─".repeat(width));
        }
        text.append(style.bold(line(header, widths))).append('\n');
        text.append(style.dim(rule.toString())).append('\n');
        for (List<String> row : rows) {
            text.append(line(row, widths)).append('\n');
        }
        return text.toString();
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = Prose.cut(cells.get(i), widths[i]);
            line.append(i == 0 ? "" : " ".repeat(GAP));
            line.append(rightAligned.get(i) ? Prose.padLeft(cell, widths[i]) : Prose.pad(cell, widths[i]));
        }
        return line.toString().stripTrailing();
    }

    /// Each column as wide as its widest cell; if that is too much, the widest give way until the rest fits.
    private int[] widths(int available) {
        int[] widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Prose.length(header.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], Prose.length(row.get(i)));
            }
            widths[i] = Math.min(widths[i], available);
        }
        int room = available - GAP * (widths.length - 1);
        int widest = widest(widths);
        while (sum(widths) > room && widths[widest] > NARROWEST) {
            widths[widest]--;
            widest = widest(widths);
        }
        return widths;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        return widest;
    }

    private static int sum(int[] widths) {
        int sum = 0;
        for (int width : widths) {
            sum += width;
        }
        return sum;
    }
}
