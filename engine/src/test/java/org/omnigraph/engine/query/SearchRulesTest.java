package org.omnigraph.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.omnigraph.engine.query.Queries.column;
import static org.omnigraph.engine.query.Queries.rows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.index.EmbeddingProvider;
import org.omnigraph.engine.index.MockEmbeddingProvider;

/// query-language.md §8 by cases; BM25 against numbers worked out by hand.
class SearchRulesTest {
    private static final String SCHEMA = """
            node Doc {
                slug: String @key
                text: String?
                vec: Vector(2)? @embed("text", model="mock")
                other: Vector(2)? @embed("text", model="acme-1")
                lang: String?
            }
            edge Cites: Doc -> Doc
            """;

    private MemoryGraph graph = new MemoryGraph(SCHEMA);

    @BeforeEach
    void documents() {
        graph = new MemoryGraph(SCHEMA);
        graph.node(
                "Doc",
                Queries.values("slug", "a", "text", "The quick brown fox", "vec", new float[] {1, 0}, "lang", "en"));
        graph.node("Doc", Queries.values("slug", "b", "text", "Foxes are running, running", "vec", new float[] {0, 1}));
        graph.node(
                "Doc",
                Queries.values("slug", "c", "text", "Caf\u00e9 society", "vec", new float[] {0, 0}, "lang", "en"));
        graph.node("Doc", Queries.values("slug", "d", "lang", "en"));
    }

    private List<String> slugs(String match) {
        return column(rows(graph, "match { $d: Doc " + match + " } return { $d.slug }"));
    }

    private List<String> ordered(String match, String order) {
        return column(rows(graph, "match { $d: Doc " + match + " } return { $d.slug } order { " + order + " }"));
    }

    @Test
    void search_anyToken_stemmedFoldedAndWithoutStopWords() {
        assertThat(slugs("search($d.text, \"fox\")")).containsExactly("\"a\"", "\"b\"");
        assertThat(slugs("search($d.text, \"RUN cafe\")")).containsExactly("\"b\"", "\"c\"");
        assertThat(slugs("search($d.text, \"the are\")")).isEmpty();
        assertThat(slugs("search($d.text, \"\")")).isEmpty();
    }

    @Test
    void matchText_everyTokenInAnyOrder() {
        assertThat(slugs("match_text($d.text, \"fox quick\")")).containsExactly("\"a\"");
        assertThat(slugs("match_text($d.text, \"the\")")).isEmpty();
    }

    @Test
    void fuzzy_withinEditsOfUnstemmedTokens() {
        assertThat(slugs("fuzzy($d.text, \"quikc\")")).containsExactly("\"a\"");
        assertThat(slugs("fuzzy($d.text, \"quikc\", 1)")).isEmpty();
        assertThat(slugs("fuzzy($d.text, \"running\", 0)")).containsExactly("\"b\"");
        assertThat(slugs("fuzzy($d.text, \"run\", 0)")).isEmpty();
    }

    @Test
    void fuzzy_distanceOutOfRangeAtRunTime_isAnError() {
        assertThatThrownBy(() -> rows(
                        graph,
                        "$n: I32",
                        "{\"n\": 3}",
                        "match { $d: Doc fuzzy($d.text, \"a\", $n) } return { $d.slug }"))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("0, 1 or 2");
    }

    @Test
    void tests_negateAndWorkInNotBlocksAndAsColumns() {
        assertThat(slugs("search($d.text, \"fox\") = false")).containsExactly("\"c\"", "\"d\"");
        assertThat(slugs("not { search($d.text, \"fox\") }")).containsExactly("\"c\"", "\"d\"");
        assertThat(rows(graph, "match { $d: Doc { slug: \"d\" } } return { search($d.text, \"fox\") }"))
                .containsExactly("{\"search\":false}");
        assertThat(rows(graph, "$q: String?", "{}", "match { $d: Doc search($d.text, $q) } return { $d.slug }"))
                .isEmpty();
    }

    @Test
    void bm25_isTheFormula() {
        // Tokens after analysis: a = quick brown fox; b = fox run run; c = cafe societi. N = 3, mean length 8/3.
        double idf = Math.log(1 + (3 - 2 + 0.5) / (2 + 0.5));
        double expected = idf * 1 * 2.2 / (1 + 1.2 * (1 - 0.75 + 0.75 * 3 / (8 / 3.0)));
        String score = column(rows(graph, "match { $d: Doc { slug: \"a\" } } return { bm25($d.text, \"fox\") }"))
                .getFirst();
        assertThat(Double.parseDouble(score)).isCloseTo(expected, within(1e-12));
        assertThat(rows(graph, "match { $d: Doc { slug: \"c\" } } return { bm25($d.text, \"fox\") }"))
                .containsExactly("{\"bm25\":0.0}");
    }

    @Test
    void orderByBm25_bestFirstWithoutThoseThatLackTokens() {
        assertThat(ordered("", "bm25($d.text, \"running fox\")")).containsExactly("\"b\"", "\"a\"");
        assertThat(column(
                        rows(
                                        graph,
                                        "match { $d: Doc } return { $d.slug, bm25($d.text, \"running fox\") as s } order { s }")
                                .stream()
                                .map(row -> "{" + row.substring(1, row.indexOf(',')) + "}")
                                .toList()))
                .containsExactly("\"a\"", "\"b\"");
    }

    @Test
    void bm25_lengthsAndCountsAreOfTheWholeSnapshotWhateverTheMatch() {
        String all = rows(graph, "match { $d: Doc { slug: \"a\" } } return { bm25($d.text, \"fox\") }")
                .getFirst();
        String some = rows(
                        graph,
                        "match { $d: Doc { lang: \"en\" } search($d.text, \"fox\") } return { bm25($d.text, \"fox\") }")
                .getFirst();
        assertThat(some).isEqualTo(all);
    }

    @Test
    void nearest_cosineAscending_zeroVectorAtOneNullsLeftOut() {
        String query = "match { $d: Doc } return { $d.slug, nearest($d.vec, [1.0, 0.0]) as dist }"
                + " order { nearest($d.vec, [1.0, 0.0]) } limit 9";
        assertThat(rows(graph, query))
                .containsExactly(
                        "{\"d.slug\":\"a\",\"dist\":0.0}",
                        "{\"d.slug\":\"b\",\"dist\":1.0}",
                        "{\"d.slug\":\"c\",\"dist\":1.0}");
        assertThat(rows(graph, "match { $d: Doc { slug: \"d\" } } return { nearest($d.vec, [1.0, 0.0]) }"))
                .containsExactly("{\"nearest\":null}");
    }

    @Test
    void nearest_preFilter_neverStarvesTheResult() {
        graph.edge("Cites", "c", "b", Map.of());
        assertThat(
                        column(
                                rows(
                                        graph,
                                        "match { $d: Doc $_ cites $d } return { $d.slug } order { nearest($d.vec, [1.0, 0.0]) } limit 1")))
                .containsExactly("\"b\"");
    }

    @Test
    void nearest_nullOrZeroQuery_isAnError() {
        String body = "match { $d: Doc } return { $d.slug } order { nearest($d.vec, $v) } limit 1";
        assertThatThrownBy(() -> rows(graph, "$v: Vector(2)?", "{}", body)).isInstanceOf(GraphException.class);
        assertThatThrownBy(() -> rows(graph, "$v: Vector(2)", "{\"v\": [0, 0]}", body))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("zero vector");
    }

    @Test
    void nearest_text_isEmbeddedByTheProviderOfTheRecordedModel() {
        float[] fox = new MockEmbeddingProvider().embed("fox", 2);
        graph.node("Doc", Queries.values("slug", "e", "vec", fox));
        String order = "match { $d: Doc } return { $d.slug } order { nearest($d.%s, \"fox\") } limit 1";
        assertThat(column(rows(graph, order.formatted("vec")))).containsExactly("\"e\"");
        assertThatThrownBy(() -> rows(graph, order.formatted("other")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("acme-1")
                .hasMessageContaining("mock");
        GqlRunner without = new GqlRunner(Queries.options().withEmbeddings(EmbeddingProvider.NONE));
        assertThatThrownBy(() -> without.query(
                        graph,
                        "query q() { " + order.formatted("vec") + " }",
                        "",
                        Queries.object("{}"),
                        ReadTarget.MAIN))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("no embedding provider");
    }

    @Test
    void rrf_sumsReciprocalRanksOfItsArms() {
        // nearest: a, b, c (b and c equal, by id); bm25 "running fox": b, a.
        String body =
                "match { $d: Doc } return { $d.slug, rrf(nearest($d.vec, [1.0, 0.0]), bm25($d.text, \"running fox\"), 1)"
                        + " as s } order { rrf(nearest($d.vec, [1.0, 0.0]), bm25($d.text, \"running fox\"), 1) } limit ";
        assertThat(rows(graph, body + 9))
                .containsExactly(
                        "{\"d.slug\":\"a\",\"s\":" + (1 / 2.0 + 1 / 3.0) + "}",
                        "{\"d.slug\":\"b\",\"s\":" + (1 / 3.0 + 1 / 2.0) + "}",
                        "{\"d.slug\":\"c\",\"s\":0.25}");
        // With limit 1 the nearest arm has a only, so b has nothing but its first place by text, and c is out.
        assertThat(rows(graph, body + 1)).containsExactly("{\"d.slug\":\"a\",\"s\":" + (1 / 2.0 + 1 / 3.0) + "}");
    }

    @Test
    void rrf_constantNotAboveZeroAtRunTime_isAnError() {
        assertThatThrownBy(() -> rows(
                        graph,
                        "$k: I32",
                        "{\"k\": 0}",
                        "match { $d: Doc } return { $d.slug }"
                                + " order { rrf(bm25($d.text, \"fox\"), bm25($d.text, \"run\"), $k) } limit 3"))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("above 0");
    }

    @Test
    void mockProvider_isNormalisedAndDeterministic() {
        float[] vector = new MockEmbeddingProvider().embed("hello", 8);
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        assertThat(squares).isCloseTo(1, within(1e-6));
        assertThat(vector).isEqualTo(new MockEmbeddingProvider().embed("hello", 8));
        assertThat(vector).isNotEqualTo(new MockEmbeddingProvider().embed("hellp", 8));
    }
}
