package org.omnigraph.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.query.CheckResult;
import org.omnigraph.catalog.query.QueryChecker;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.ast.QueryFile;
import org.omnigraph.catalog.query.checked.CheckedRead;
import org.omnigraph.engine.api.ReadTarget;

/// The executor and the literal reading of query-language.md §7 give the same rows in the same order, on many small
/// random graphs and queries. A failure prints its seed.
class ReferenceComparisonTest {
    private static final int WORLDS = 1500;
    private static final int QUERIES_PER_WORLD = 4;
    private static final String PARAMS = "{\"age\": 2, \"text\": \"ann\", \"when\": null}";

    @Test
    void query_randomGraphAndQuery_equalsReference() {
        GqlRunner runner = Queries.runner();
        int compared = 0;
        int withRows = 0;
        List<String> refused = new ArrayList<>();
        for (long seed = 0; seed < WORLDS; seed++) {
            RandomWorld world = new RandomWorld(seed);
            MemoryGraph graph = world.graph();
            for (int i = 0; i < QUERIES_PER_WORLD; i++) {
                String source = world.query();
                QueryFile file = QueryParser.parse(source)
                        .file()
                        .orElseThrow(() -> new AssertionError(
                                source + QueryParser.parse(source).diagnostics()));
                CheckResult checked = QueryChecker.check(file.queries().getFirst(), graph.model());
                if (checked.query().isEmpty()) {
                    refused.add(source + " " + checked.diagnostics());
                    continue;
                }
                List<String> expected = new ReferenceEvaluator(
                                graph, Map.of("age", 2, "text", "ann"), Queries.NOW.toEpochMilli())
                        .run((CheckedRead) checked.query().get()).stream()
                                .map(Object::toString)
                                .toList();
                List<String> actual =
                        Queries.rows(runner.query(graph, source, "", Queries.object(PARAMS), ReadTarget.MAIN));
                assertThat(actual).as("seed %d, query %d:%n%s", seed, i, source).isEqualTo(expected);
                compared++;
                withRows += expected.isEmpty() ? 0 : 1;
            }
        }
        // The generator must neither miss the language nor ask for nothing.
        assertThat(compared)
                .as("refused: %s", refused.stream().limit(5).toList())
                .isGreaterThan(WORLDS * 3);
        assertThat(withRows).isGreaterThan(compared / 4);
    }
}
