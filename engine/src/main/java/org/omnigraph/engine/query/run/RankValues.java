package org.omnigraph.engine.query.run;

import java.util.Arrays;
import java.util.Map;
import org.omnigraph.engine.index.VectorDistance;
import org.omnigraph.engine.query.column.Column;
import org.omnigraph.engine.work.WorkScope;

/// The number that a rank function gives each node of one type (query-language.md §8).
sealed interface RankValues {
    /// Whether the node takes part in the ranking: it has a vector, or a token of the text.
    boolean isRanked(int row);

    /// The distance or score of a node. For a node that is not ranked: 0 of `bm25`.
    double value(int row);

    /// Whether a projection of this node is null.
    boolean isNull(int row);

    /// `nearest`: distances, computed for the nodes that are asked for, once each.
    final class Distances implements RankValues {
        private final Column.Vectors vectors;
        private final float[] query;
        private final WorkScope scope = WorkScope.current();
        private double[] known = {};

        Distances(Column.Vectors vectors, float[] query) {
            this.vectors = vectors;
            this.query = query.clone();
        }

        @Override
        public boolean isRanked(int row) {
            return !vectors.isNull(row);
        }

        @Override
        public double value(int row) {
            if (known.length == 0) {
                scope.memory().grow(8L * vectors.values().length);
                known = new double[vectors.values().length];
                Arrays.fill(known, Double.NaN);
            }
            if (Double.isNaN(known[row])) {
                scope.check(1 + query.length / 16);
                known[row] = VectorDistance.cosine(vectors.values()[row], query);
            }
            return known[row];
        }

        @Override
        public boolean isNull(int row) {
            return vectors.isNull(row);
        }
    }

    /// `bm25`, or a fused `rrf`: scores by row; a node without one is not ranked and has 0.
    record Scores(Map<Integer, Double> byRow) implements RankValues {
        @Override
        public boolean isRanked(int row) {
            return byRow.containsKey(row);
        }

        @Override
        public double value(int row) {
            return byRow.getOrDefault(row, 0.0);
        }

        @Override
        public boolean isNull(int row) {
            return false;
        }
    }
}
