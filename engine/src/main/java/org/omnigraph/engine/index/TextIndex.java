package org.omnigraph.engine.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnigraph.engine.query.column.Bits;
import org.omnigraph.engine.query.column.Column;
import org.omnigraph.engine.query.column.ColumnLimits;
import org.omnigraph.engine.query.column.StringTable;
import org.omnigraph.engine.query.column.StringTableBuilder;
import org.omnigraph.engine.work.Reservation;
import org.omnigraph.engine.work.WorkScope;

/// The tokens of one String property: for each token the rows that have it, and how often. Built by scanning the
/// column, never published, so that it cannot be stale (query-language.md §8.8). Immutable.
public final class TextIndex {
    private static final double K1 = 1.2;
    private static final double B = 0.75;

    /// Whether tokens are reduced to their stems.
    public enum Form {
        STEMMED,
        UNSTEMMED
    }

    private final Form form;
    private final StringTable tokens;
    private final int[] starts;
    private final int[] rows;
    private final int[] frequencies;
    private final int[] lengths;
    private final long texts;
    private final long totalLength;

    private TextIndex(
            Form form,
            StringTable tokens,
            int[] starts,
            int[] rows,
            int[] frequencies,
            int[] lengths,
            long texts,
            long totalLength) {
        this.form = form;
        this.tokens = tokens;
        this.starts = starts;
        this.rows = rows;
        this.frequencies = frequencies;
        this.lengths = lengths;
        this.texts = texts;
        this.totalLength = totalLength;
    }

    /// Analyses every value of the column; equal values are analysed once.
    public static TextIndex build(Column.Texts column, Form form) {
        StringTable values = column.dictionary();
        TextAnalysis analysis = new TextAnalysis(form, values.longest());
        StringTableBuilder builder = new StringTableBuilder();
        WorkScope scope = WorkScope.current();
        Reservation memory = scope.memory();
        long temporary = 4L * values.size();
        memory.grow(temporary);
        int[][] tokensOfText = new int[values.size()][];
        for (int code = 0; code < tokensOfText.length; code++) {
            scope.checkNow();
            // A token of one character and the space after it, as an object in a list.
            long analysed = 64 + 32L * values.length(code);
            memory.grow(analysed);
            List<String> found = analysis.tokens(values.text(code));
            memory.shrink(analysed);
            memory.grow(16 + 4L * found.size());
            temporary += 16 + 4L * found.size();
            int[] codes = new int[found.size()];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = builder.add(found.get(i));
            }
            Arrays.sort(codes);
            tokensOfText[code] = codes;
        }
        StringTableBuilder.Built tokens = builder.build();
        memory.grow(12L * tokens.table().size() + 4L * column.codes().length);
        int[] starts = new int[tokens.table().size() + 1];
        int[] lengths = new int[column.codes().length];
        long texts = 0;
        long totalLength = 0;
        for (int row = 0; row < lengths.length; row++) {
            if (column.isNull(row)) {
                continue;
            }
            int[] codes = tokensOfText[column.codes()[row]];
            scope.check(1 + codes.length);
            texts++;
            totalLength += codes.length;
            lengths[row] = codes.length;
            for (int i = 0; i < codes.length; i++) {
                if (i == 0 || codes[i] != codes[i - 1]) {
                    starts[tokens.index(codes[i]) + 1]++;
                }
            }
        }
        for (int token = 1; token < starts.length; token++) {
            starts[token] = ColumnLimits.entries((long) starts[token] + starts[token - 1], "a text index");
        }
        memory.grow(8L * starts[starts.length - 1]);
        int[] rows = new int[starts[starts.length - 1]];
        int[] frequencies = new int[rows.length];
        int[] next = starts.clone();
        for (int row = 0; row < lengths.length; row++) {
            if (column.isNull(row)) {
                continue;
            }
            int[] codes = tokensOfText[column.codes()[row]];
            scope.check(1 + codes.length);
            for (int i = 0; i < codes.length; i++) {
                int token = tokens.index(codes[i]);
                if (i == 0 || codes[i] != codes[i - 1]) {
                    rows[next[token]] = row;
                    frequencies[next[token]++] = 1;
                } else {
                    frequencies[next[token] - 1]++;
                }
            }
        }
        memory.shrink(temporary);
        return new TextIndex(form, tokens.table(), starts, rows, frequencies, lengths, texts, totalLength);
    }

    /// Rows whose text has at least one token of this one.
    public Bits anyOf(String text) {
        Bits found = bits();
        for (String token : distinct(text)) {
            addRows(tokens.find(token), found);
        }
        return found;
    }

    /// Rows whose text has every token of this one, in any order; none if it has no token.
    public Bits allOf(String text) {
        Bits found = bits();
        boolean first = true;
        for (String token : distinct(text)) {
            Bits having = bits();
            addRows(tokens.find(token), having);
            if (first) {
                found = having;
            } else {
                found.retain(having);
            }
            first = false;
        }
        return found;
    }

    /// Rows with some token within this Levenshtein distance of some token of the text.
    public Bits near(String text, int maxEdits) {
        Bits found = bits();
        Set<String> wanted = distinct(text);
        if (wanted.isEmpty()) {
            return found;
        }
        WorkScope scope = WorkScope.current();
        for (int token = 0; token < tokens.size(); token++) {
            scope.check(1 + wanted.size());
            String candidate = tokens.text(token);
            for (String other : wanted) {
                if (EditDistance.isWithin(candidate, other, maxEdits)) {
                    addRows(token, found);
                    break;
                }
            }
        }
        return found;
    }

    /// BM25 scores of the rows that have a token of the text; N, n and lengths over all non-null values
    /// (query-language.md §8.2). A token that the text repeats counts once.
    public Map<Integer, Double> scores(String text) {
        WorkScope scope = WorkScope.current();
        Map<Integer, Double> scores = new HashMap<>();
        double averageLength = texts == 0 ? 0 : (double) totalLength / texts;
        for (String token : distinct(text)) {
            int index = tokens.find(token);
            if (index == StringTable.ABSENT) {
                continue;
            }
            int having = starts[index + 1] - starts[index];
            scope.memory().grow(104L * having);
            double idf = Math.log(1 + (texts - having + 0.5) / (having + 0.5));
            for (int at = starts[index]; at < starts[index + 1]; at++) {
                scope.check();
                double frequency = frequencies[at];
                double norm = K1 * (1 - B + B * lengths[rows[at]] / averageLength);
                scores.merge(rows[at], idf * frequency * (K1 + 1) / (frequency + norm), Double::sum);
            }
        }
        return scores;
    }

    public long bytes() {
        return 96L + tokens.bytes() + 4L * (starts.length + 2L * rows.length + lengths.length);
    }

    private Set<String> distinct(String text) {
        return new LinkedHashSet<>(new TextAnalysis(form, text.length()).tokens(text));
    }

    private Bits bits() {
        WorkScope.current().memory().grow(24 + lengths.length / 8L);
        return new Bits(lengths.length);
    }

    private void addRows(int token, Bits into) {
        if (token == StringTable.ABSENT) {
            return;
        }
        for (int at = starts[token]; at < starts[token + 1]; at++) {
            into.set(rows[at]);
        }
    }
}
