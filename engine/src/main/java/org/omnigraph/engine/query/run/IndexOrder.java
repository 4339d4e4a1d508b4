package org.omnigraph.engine.query.run;

import java.util.List;
import org.omnigraph.engine.query.budget.QueryBudget;

/// An order of kept assignments or groups, given by their indices.
@FunctionalInterface
interface IndexOrder {
    int compare(int indexA, int indexB);

    /// One order after the other, each deciding only where those before it do not.
    static IndexOrder lexicographic(List<IndexOrder> orders) {
        IndexOrder[] all = orders.toArray(IndexOrder[]::new);
        return (a, b) -> {
            for (IndexOrder order : all) {
                int result = order.compare(a, b);
                if (result != 0) {
                    return result;
                }
            }
            return 0;
        };
    }

    default IndexOrder directed(boolean descending) {
        return descending ? (a, b) -> compare(b, a) : this;
    }

    /// Fills the array with 0, 1, 2, …
    static void number(int[] indices, QueryBudget budget) {
        for (int i = 0; i < indices.length; i++) {
            budget.step();
            indices[i] = i;
        }
    }

    /// Sorts indices stably.
    default void sort(int[] indices, QueryBudget budget) {
        if (indices.length > 1) {
            budget.useBytes(4L * indices.length);
            budget.checkTime();
            int[] copy = indices.clone();
            budget.checkTime();
            mergeSort(copy, indices, 0, indices.length, budget);
            budget.releaseBytes(4L * indices.length);
        }
    }

    /// Both arrays hold the same in the range; the result is in the second.
    private void mergeSort(int[] from, int[] to, int begin, int end, QueryBudget budget) {
        if (end - begin < 8) {
            for (int i = begin + 1; i < end; i++) {
                int value = to[i];
                int at = i;
                while (at > begin && compare(to[at - 1], value) > 0) {
                    to[at] = to[at - 1];
                    at--;
                }
                to[at] = value;
            }
            return;
        }
        int middle = (begin + end) >>> 1;
        mergeSort(to, from, begin, middle, budget);
        mergeSort(to, from, middle, end, budget);
        int left = begin;
        int right = middle;
        for (int i = begin; i < end; i++) {
            budget.step();
            to[i] = left < middle && (right >= end || compare(from[left], from[right]) <= 0)
                    ? from[left++]
                    : from[right++];
        }
    }
}
