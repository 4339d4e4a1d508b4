package org.omnigraph.benchmarks.attack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.omnigraph.state.json.Json;

/// What an attack tried, what must hold, and what was seen. Safe for many threads.
final class Findings {
    private final String attack;
    private final List<Finding> found = new ArrayList<>();

    Findings(String attack) {
        this.attack = attack;
    }

    /// One row of the table.
    ///
    /// @param held whether what was seen is within the bound
    record Finding(String attack, String tried, String bound, String seen, boolean held) {}

    synchronized void add(String tried, String bound, String seen, boolean held) {
        Finding finding = new Finding(attack, tried, bound, seen, held);
        found.add(finding);
        System.out.println(line(finding));
    }

    /// A figure that may be at most `bound`.
    void atMost(String tried, String figure, double seen, double bound) {
        add(tried, figure + " <= " + number(bound), number(seen), seen <= bound);
    }

    /// A count of what must never happen.
    void never(String tried, String what, long count) {
        add(tried, "0 " + what, count + " " + what, count == 0);
    }

    /// Something worth knowing that has no bound.
    void note(String tried, String seen) {
        add(tried, "-", seen, true);
    }

    synchronized List<Finding> all() {
        return List.copyOf(found);
    }

    static String line(Finding finding) {
        return String.format(
                Locale.ROOT,
                "%-6s %-10s %-62s %-34s %s",
                finding.held() ? "ok" : "BROKEN",
                finding.attack(),
                finding.tried(),
                finding.bound(),
                finding.seen());
    }

    static ArrayNode json(List<Finding> findings) {
        ArrayNode rows = Json.object().putArray("findings");
        for (Finding finding : findings) {
            rows.addObject()
                    .put("attack", finding.attack())
                    .put("tried", finding.tried())
                    .put("bound", finding.bound())
                    .put("seen", finding.seen())
                    .put("held", finding.held());
        }
        return rows;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
