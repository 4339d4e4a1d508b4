package org.omnigraph.engine.query.run;

import java.util.Arrays;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.view.Csr;

/// Breadth-first search from one node at a time: finds the nodes that a variable-length traversal matches. Each node
/// is visited once per start, so only shortest distances count. The visited marks are numbered, never cleared.
final class BreadthFirst {
    private static final int[] NONE = {};

    private final Walk walk;
    private final QueryBudget budget;
    private int[] visited = NONE;
    private int[] queue = NONE;
    private int round;
    private int count;

    BreadthFirst(Walk walk, QueryBudget budget) {
        this.walk = walk;
        this.budget = budget;
    }

    /// Searches from this node. Afterwards [#matches] holds the nodes that match it.
    void run(int start) {
        if (visited.length == 0) {
            int nodes = walk.lists().getFirst().nodes();
            budget.useBytes(8L * nodes);
            visited = new int[nodes];
            queue = new int[nodes];
        }
        if (++round == Integer.MAX_VALUE) {
            Arrays.fill(visited, 0);
            round = 1;
        }
        queue[0] = start;
        visited[start] = round;
        int levelBegin = 0;
        int end = 1;
        // Where the nodes of distance min begin; what lies before min - 1 is forgotten.
        int nearBegin = walk.min() == 1 ? 0 : -1;
        int matchBegin = -1;
        long distance = 0;
        while (levelBegin < end && distance < walk.max()) {
            int levelEnd = end;
            for (int at = levelBegin; at < levelEnd; at++) {
                for (Csr list : walk.lists()) {
                    int node = queue[at];
                    budget.steps(1 + list.degree(node));
                    for (int p = list.begin(node); p < list.end(node); p++) {
                        int target = list.target(p);
                        if (visited[target] != round) {
                            visited[target] = round;
                            queue[end++] = target;
                        }
                    }
                }
            }
            distance++;
            if (distance == walk.min() - 1) {
                nearBegin = levelEnd;
            }
            if (distance == walk.min()) {
                matchBegin = levelEnd;
            }
            levelBegin = levelEnd;
        }
        budget.useRows(end);
        if (matchBegin < 0) {
            // The search ended before distance min; only loops one step before it can match.
            matchBegin = end;
        }
        collect(start, nearBegin < 0 ? end : nearBegin, matchBegin, end);
    }

    /// How many nodes match.
    int count() {
        return count;
    }

    /// The nodes that match, at the places `0 … count - 1`.
    int[] matches() {
        return queue;
    }

    /// A self-loop on the far end counts as one more step, so nodes one step short of `min` match if they have one.
    /// Seen from the right end of the traversal, the loop is the start's own.
    private void collect(int start, int nearBegin, int matchBegin, int end) {
        count = 0;
        boolean startLoops = walk.adjacency().isLoop(start);
        for (int at = nearBegin; at < matchBegin; at++) {
            if (walk.reversed() ? startLoops : walk.adjacency().isLoop(queue[at])) {
                queue[count++] = queue[at];
            }
        }
        for (int at = matchBegin; at < end; at++) {
            queue[count++] = queue[at];
        }
    }
}
