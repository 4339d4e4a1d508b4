package org.omnigraph.engine.query.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.omnigraph.engine.query.budget.QueryBudget;

/// Reciprocal rank fusion (query-language.md §8.5): each arm ranks the candidates, and a node's score is the sum of
/// 1/(k + rank) over the arms that have it.
final class FusedRanks {
    private FusedRanks() {}

    /// One arm.
    ///
    /// @param best how many nodes it contributes
    record Arm(RankValues values, boolean descending, long best) {}

    /// @param candidates distinct nodes
    static RankValues.Scores fuse(int[] candidates, List<Arm> arms, long k, QueryBudget budget) {
        budget.useBytes(104L * candidates.length);
        Map<Integer, Double> scores = new HashMap<>();
        for (Arm arm : arms) {
            int[] ranked =
                    Arrays.stream(candidates).filter(arm.values()::isRanked).toArray();
            IndexOrder byValue = (a, b) ->
                    Numbers.compare(arm.values().value(a), arm.values().value(b));
            IndexOrder.lexicographic(List.of(byValue.directed(arm.descending()), Integer::compare))
                    .sort(ranked, budget);
            for (int i = 0; i < Math.min(arm.best(), ranked.length); i++) {
                budget.step();
                scores.merge(ranked[i], 1.0 / (k + i + 1), Double::sum);
            }
        }
        return new RankValues.Scores(scores);
    }
}
