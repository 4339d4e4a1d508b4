package org.omnigraph.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnigraph.catalog.corpus.CorpusCase;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.CheckedMutation;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.catalog.query.checked.CheckedRead;
import org.omnigraph.catalog.query.checked.CheckedStatement;
import org.omnigraph.catalog.query.checked.CheckedTraversal;
import org.omnigraph.catalog.query.checked.Condition;
import org.omnigraph.catalog.query.checked.Domain;
import org.omnigraph.catalog.query.checked.MatchBlock;
import org.omnigraph.catalog.query.checked.NodeVariable;
import org.omnigraph.catalog.query.checked.OrderKey;
import org.omnigraph.catalog.schema.ValueType;

class CheckedFormTest {
    private static final QueryChecker CHECKER = new QueryChecker(CorpusCase.querySchema());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$a worksAt $c                        | FORWARD    | Person  | Company",
                "$a: Person $a worksAt $c             | FORWARD    | Person  | Company",
                "$a: Company $a worksAt $c            | BACKWARD   | Company | Person",
                "$c: Company $a worksAt $c            | FORWARD    | Person  | Company",
                "$c: Person $a worksAt $c             | BACKWARD   | Company | Person",
                "$c: Person $a knows $c               | FORWARD    | Person  | Person",
                "$a <knows> $c                        | UNDIRECTED | Person  | Person",
                "$a $w:worksAt $c                     | FORWARD    | Person  | Company"
            })
    void traversal_direction_followsFromWhatIsKnown(String match, String direction, String left, String right) {
        CheckedTraversal traversal = read("match { " + match + " } return { $a }")
                .match()
                .traversals()
                .getFirst();
        assertThat(traversal.direction()).hasToString(direction);
        assertThat(traversal.left().type().name()).isEqualTo(left);
        assertThat(traversal.right().type().name()).isEqualTo(right);
    }

    @Test
    void traversal_directionInsideNot_followsFromOuterVariables() {
        MatchBlock inner = read("match { $c: Company not { $c worksAt $p } } return { $c }")
                .match()
                .negations()
                .getFirst();
        assertThat(inner.traversals().getFirst().direction()).isEqualTo(CheckedTraversal.Direction.BACKWARD);
        assertThat(inner.nodes()).extracting(NodeVariable::name).containsExactly("p#1");
    }

    @Test
    void variables_anonymousAndNegated_getUniqueNames() {
        CheckedRead read = read(
                "match { $a knows $_ $a knows $_ not { $a knows $x } not { $a worksAt $x $_ worksAt $x } } return { $a }");
        assertThat(read.match().nodes()).extracting(NodeVariable::name).containsExactly("a", "_#1", "_#2");
        assertThat(read.match().nodes()).extracting(NodeVariable::isAnonymous).containsExactly(false, true, true);
        assertThat(read.match().negations().get(0).nodes())
                .extracting(NodeVariable::name)
                .containsExactly("x#3");
        assertThat(read.match().negations().get(1).nodes())
                .extracting(NodeVariable::name)
                .containsExactly("x#4", "_#5");
    }

    @Test
    void traversal_withBoundsAndEdgeVariables_keepsThem() {
        MatchBlock match = read("match { $a knows{2,5} $b $a $w:knows $c $a $_:knows $d } return { $a }")
                .match();
        assertThat(match.traversals()).extracting(CheckedTraversal::minHops).containsExactly(2L, 1L, 1L);
        assertThat(match.traversals()).extracting(CheckedTraversal::maxHops).containsExactly(5L, 1L, 1L);
        assertThat(match.traversals())
                .extracting(CheckedTraversal::edgeVariableName)
                .containsExactly("", "w", "");
        assertThat(match.edges())
                .singleElement()
                .satisfies(e -> assertThat(e.type().name()).isEqualTo("Knows"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$a.name = \"x\"          | TEXT",
                "$a.mood != $a.name       | TEXT",
                "$a.active = true         | BOOL",
                "$a.age < 2.7             | NUMBER",
                "$a.height = 0.1          | NUMBER_F32",
                "0.1 = $a.height          | NUMBER_F32",
                "$a.height = $p           | NUMBER_F32",
                "$a.height = $a.weight    | NUMBER",
                "$a.weight = 0.1          | NUMBER",
                "$a.born = $a.born        | DATE",
                "$a.seen < now()          | DATE_TIME"
            })
    void filter_domain_followsFromTypes(String filter, Domain domain) {
        Condition condition = read("($p: F64)", "match { $a: Person " + filter + " } return { $a }")
                .match()
                .conditions()
                .getFirst();
        assertThat(condition)
                .isInstanceOfSatisfying(
                        Condition.Comparison.class, c -> assertThat(c.domain()).isEqualTo(domain));
    }

    @Test
    void conditions_ofEveryKind_areToldApart() {
        List<Condition> conditions = read("""
                        match { $a: Person { name: "x", tags: "t" }
                            $a.nums contains 1  $a.name contains "x"  $a.name starts_with "x"
                            search($a.bio, "x")  search($a.bio, "x") = false  true != search($a.bio, "x")
                            search($a.bio, "x") != false search($a.bio, "x") = $a.active }
                        return { $a }
                        """).match().conditions();
        assertThat(conditions.stream().map(c -> c.getClass().getSimpleName()).collect(Collectors.joining(" ")))
                .isEqualTo("Comparison ListContains ListContains SubstringTest PrefixTest TextHolds TextHolds TextHolds"
                        + " TextHolds Comparison");
        assertThat(conditions.stream()
                        .filter(Condition.TextHolds.class::isInstance)
                        .map(c -> ((Condition.TextHolds) c).expected()))
                .containsExactly(true, false, false, true);
        assertThat(((Condition.Comparison) conditions.getFirst()).operator()).isEqualTo(Operator.EQ);
    }

    @Test
    void columns_ofEveryProjection_haveNamesKindsAndNullability() {
        CheckedRead read = read("($p: I64?, $v: Vector(3))", """
                match { $a $w:knows $b }
                return { $a.name, $a.age, $a.count, $a.score as s, $a.height, $a.active, $a.born, $a.seen, $a.mood, $a.tags,
                    $a.vec, $b, $p, $w.strength, 1.5, now(), nearest($a.vec, $v), bm25($a.bio, "x"), search($a.bio, "x"),
                    fuzzy($a.bio, "x"), match_text($a.bio, "x"), $v as vector, [true] as l }
                """);
        assertThat(read.columns().stream()
                        .map(c -> c.name() + " " + c.kind().wireName() + " "
                                + c.itemKind().wireName() + " " + c.vectorDimension() + (c.nullable() ? " null" : "")))
                .containsExactly(
                        "a.name string string 0",
                        "a.age int int 0 null",
                        "a.count int int 0 null",
                        "s bigint bigint 0 null",
                        "a.height float float 0 null",
                        "a.active bool bool 0 null",
                        "a.born date date 0 null",
                        "a.seen datetime datetime 0 null",
                        "a.mood string string 0 null",
                        "a.tags list string 0 null",
                        "a.vec vector vector 3 null",
                        "b object object 0",
                        "p bigint bigint 0 null",
                        "w.strength float float 0 null",
                        "literal float float 0",
                        "now datetime datetime 0",
                        "nearest float float 0 null",
                        "bm25 float float 0",
                        "search bool bool 0",
                        "fuzzy bool bool 0",
                        "match_text bool bool 0",
                        "vector vector vector 3",
                        "l list bool 0");
    }

    @Test
    void columns_ofAggregates_areNullable() {
        CheckedRead read = read(
                "match { $a: Person } return { $a.mood, count($a), sum($a.age), avg($a.age), min($a.age), max($a.name) }");
        assertThat(read.columns().stream().map(c -> c.name() + " " + c.kind().wireName() + " " + c.nullable()))
                .containsExactly(
                        "a.mood string true",
                        "count bigint true",
                        "sum float true",
                        "avg float true",
                        "min int true",
                        "max string true");
        assertThat(read.aggregated()).isTrue();
        assertThat(read.groupKeys()).containsExactly(0);
    }

    @Test
    void order_keys_areResolved() {
        List<OrderKey> keys = read("match { $a: Person } return { $a.name as n, $a.age } order { n desc, $a.age }")
                .order();
        assertThat(keys.get(0)).isEqualTo(new OrderKey.ByColumn(0, true));
        assertThat(keys.get(1)).isInstanceOfSatisfying(OrderKey.ByProperty.class, k -> {
            assertThat(k.descending()).isFalse();
            assertThat(k.property().valueType())
                    .hasValueSatisfying(t -> assertThat(t).hasToString("I32"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nearest($a.vec, [1, 2, 3]) | false",
                "bm25($a.bio, \"x\")        | true",
                "bm25($a.bio, \"x\") desc   | true",
                "d                          | false",
                "b                          | false",
                "b desc                     | true"
            })
    void order_byRank_sortsBestFirstUnlessAliased(String key, boolean descending) {
        CheckedRead read = read(
                "match { $a: Person } return { nearest($a.vec, [1, 2, 3]) as d, bm25($a.bio, \"x\") as b } order { "
                        + key + " } limit 3");
        assertThat(read.order())
                .singleElement()
                .isInstanceOfSatisfying(
                        OrderKey.ByRank.class, k -> assertThat(k.descending()).isEqualTo(descending));
    }

    @Test
    void rank_defaults_areFilledIn() {
        CheckedRead read = read(
                "match { $a: Person fuzzy($a.bio, \"x\") } return { $a.name } order { rrf(bm25($a.bio, \"x\"), nearest($a.vec, \"x\")) } limit 3");
        Condition.TextHolds fuzzy =
                (Condition.TextHolds) read.match().conditions().getFirst();
        assertThat(fuzzy.test().maxEdits())
                .isInstanceOfSatisfying(
                        CheckedExpr.Constant.class, c -> assertThat(c.value()).isEqualTo(2L));
        CheckedExpr.Rrf rrf = (CheckedExpr.Rrf) ((OrderKey.ByRank) read.order().getFirst()).rank();
        assertThat(((CheckedExpr.Constant) rrf.k()).value()).isEqualTo(60L);
        assertThat(((CheckedExpr.Nearest) rrf.second()).dimension()).isEqualTo(3);
    }

    @Test
    void reads_ofARead_areTypesEdgesAndTheirEndpoints() {
        assertThat(uses(query("", "match { $a: Note not { $a mentions $_ } $r: Reading } return { $a.text }")
                        .reads()))
                .isEqualTo("node Note, node Person, node Reading, edge Mentions");
        assertThat(query("", "match { $a: Note } return { $a.text }").writes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert Company { name: \"x\" }                          | node Company | node Company",
                "insert Mentions { from: \"x\" to: \"y\" }               | node Note, node Person, edge Mentions | edge Mentions",
                "update Company set { founded: 1 } where name = \"x\"    | node Company | node Company",
                "delete Mentions where from = \"x\"                      | edge Mentions | edge Mentions",
                "delete Company where name = \"x\"                       | node Company, edge Not_yet, edge WorksAt | node Company, edge Not_yet, edge WorksAt",
                "delete Note where text = \"x\"                          | node Note, edge Contains, edge Mentions, edge Starts_with | node Note, edge Contains, edge Mentions, edge Starts_with"
            })
    void sets_ofMutations_areConservative(String statement, String reads, String writes) {
        CheckedQuery query = query("", statement);
        assertThat(uses(query.reads())).isEqualTo(reads);
        assertThat(uses(query.writes())).isEqualTo(writes);
        assertThat(query.columns()).isEmpty();
    }

    @Test
    void mutation_statements_areResolved() {
        CheckedMutation mutation = (CheckedMutation) query(
                "($n: String)",
                "insert Person { name: $n vec: [1, 2, 3] } insert Knows { from: $n to: \"b\" since: date(\"1970-01-02\") }"
                        + " update Person set { seen: now() } where height > 0.5");
        assertThat(mutation.isInsertOnly()).isFalse();
        CheckedStatement.InsertNode node =
                (CheckedStatement.InsertNode) mutation.statements().get(0);
        assertThat(node.assignments().get(1).value())
                .isEqualTo(new CheckedExpr.Constant(new float[] {1, 2, 3}, new ValueType.Vector(3)));
        CheckedStatement.InsertEdge edge =
                (CheckedStatement.InsertEdge) mutation.statements().get(1);
        assertThat(edge.from()).isInstanceOf(CheckedExpr.ParameterValue.class);
        assertThat(edge.assignments())
                .singleElement()
                .satisfies(a ->
                        assertThat(((CheckedExpr.Constant) a.value()).value()).isEqualTo(1));
        CheckedStatement.UpdateNodes update =
                (CheckedStatement.UpdateNodes) mutation.statements().get(2);
        assertThat(update.predicate().domain()).isEqualTo(Domain.NUMBER_F32);
        assertThat(update.predicate().operator()).isEqualTo(Operator.GT);
    }

    @Test
    void suggestions_nameWhatWasMeant() {
        assertThat(help("match { $a: Persn } return { $a }")).contains("`Person`");
        assertThat(help("match { $a: Person } return { $a.nam }")).contains("`name`");
        assertThat(help("match { $a knowz $b } return { $a }")).contains("`knows`");
        assertThat(help("match { $abc: Person } return { $abd }")).contains("`$abc`");
        assertThat(help("match { $a Knows $b } return { $a }")).contains("written in lower case here: `knows`");
        assertThat(help("match { $a: Person { mood: \"hapy\" } } return { $a }"))
                .contains("`happy`");
    }

    private static String help(String body) {
        ParseResult parsed = QueryParser.parse("query q() { " + body + " }");
        return parsed.file()
                .map(file -> CHECKER.check(file.queries().getFirst()).diagnostics())
                .orElse(parsed.diagnostics())
                .getFirst()
                .help();
    }

    private static String uses(List<org.omnigraph.catalog.query.checked.TypeUse> uses) {
        return uses.stream()
                .map(use -> use.kind().wireName() + " " + use.typeName())
                .collect(Collectors.joining(", "));
    }

    private static CheckedRead read(String body) {
        return read("()", body);
    }

    private static CheckedRead read(String params, String body) {
        return (CheckedRead) query(params, body);
    }

    private static CheckedQuery query(String params, String body) {
        String source = "query q" + (params.isEmpty() ? "()" : params) + " { " + body + " }";
        ParseResult parsed = QueryParser.parse(source);
        assertThat(parsed.diagnostics()).isEmpty();
        CheckResult result = CHECKER.check(parsed.file().orElseThrow().queries().getFirst());
        assertThat(result.diagnostics()).isEmpty();
        return result.query().orElseThrow();
    }
}
