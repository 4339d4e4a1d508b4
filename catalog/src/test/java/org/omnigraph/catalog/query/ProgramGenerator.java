package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.query.ast.Body;
import org.omnigraph.catalog.query.ast.Clause;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Literal;
import org.omnigraph.catalog.query.ast.Mutation;
import org.omnigraph.catalog.query.ast.Name;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.ast.Ordering;
import org.omnigraph.catalog.query.ast.Param;
import org.omnigraph.catalog.query.ast.Projection;
import org.omnigraph.catalog.query.ast.QueryAnnotation;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.ast.QueryFile;
import org.omnigraph.catalog.query.ast.QuerySource;
import org.omnigraph.catalog.query.ast.Variable;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// Makes random trees that the grammar allows; most make no sense to the checker. Keywords are frequent names.
final class ProgramGenerator {
    private static final List<String> WORDS = List.of(
            "match",
            "return",
            "order",
            "limit",
            "not",
            "query",
            "as",
            "asc",
            "desc",
            "contains",
            "starts_with",
            "count",
            "search",
            "nearest",
            "now",
            "date",
            "insert",
            "set",
            "where",
            "and",
            "a",
            "b2",
            "_",
            "_x",
            "knows",
            "worksAt");
    private static final List<String> TYPES = List.of("Person", "T", "X_1", "Vector", "String");

    private final RandomGenerator random;

    ProgramGenerator(RandomGenerator random) {
        this.random = random;
    }

    QueryFile file() {
        List<QueryDecl> queries = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            queries.add(query("q" + i));
        }
        return new QueryFile(queries);
    }

    private QueryDecl query(String name) {
        List<QueryAnnotation> annotations = new ArrayList<>();
        for (QueryAnnotation.Kind kind : QueryAnnotation.Kind.values()) {
            if (random.nextInt(3) == 0) {
                annotations.add(new QueryAnnotation(kind, text(), Span.NONE));
            }
        }
        Body body = random.nextInt(4) == 0 ? new Body.Write(some(1, 3, this::mutation)) : read();
        return new QueryDecl(
                new Name(name, Span.NONE), some(0, 3, this::param), annotations, body, Span.NONE, QuerySource.NONE);
    }

    private Param param() {
        return new Param(variable(), paramType(), random.nextBoolean(), Span.NONE);
    }

    private ValueType paramType() {
        ScalarType scalar = pick(List.of(ScalarType.values()));
        return switch (random.nextInt(4)) {
            case 0 -> new ValueType.ListOf(scalar);
            case 1 -> new ValueType.Vector(1 + random.nextInt(Integer.MAX_VALUE - 1));
            default -> new ValueType.Scalar(scalar);
        };
    }

    private Body read() {
        List<Ordering> ordering = random.nextBoolean() ? List.of() : some(1, 3, this::ordering);
        long limit = random.nextBoolean() ? Body.Read.NO_LIMIT : random.nextLong(Long.MAX_VALUE);
        return new Body.Read(some(1, 4, () -> clause(2)), some(1, 4, this::projection), ordering, limit);
    }

    private Clause clause(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 5)) {
            case 0 -> new Clause.Binding(variable(), type(), some(0, 2, this::propertyMatch), Span.NONE);
            case 1 -> traversal();
            case 2, 3 -> filter();
            case 4 -> new Clause.TextTest(textCall(2), Span.NONE);
            default -> new Clause.Negation(some(1, 3, () -> clause(depth - 1)), Span.NONE);
        };
    }

    private Clause.PropertyMatch propertyMatch() {
        return new Clause.PropertyMatch(word(), value(), Span.NONE);
    }

    private Clause traversal() {
        Name edge = word();
        while (edge.text().equals("not")) {
            edge = word();
        }
        Variable edgeVariable = random.nextInt(3) == 0 ? variable() : Variable.NONE;
        Clause.Hops hops = random.nextInt(3) > 0
                ? Clause.Hops.ONE
                : new Clause.Hops(
                        true,
                        random.nextInt(5),
                        random.nextInt(4) == 0 ? Clause.Hops.NO_MAX : random.nextLong(Long.MAX_VALUE),
                        Span.NONE);
        return new Clause.Traversal(variable(), edgeVariable, edge, random.nextBoolean(), hops, variable(), Span.NONE);
    }

    private Clause filter() {
        Operator operator = pick(List.of(Operator.values()));
        Expr left = expr(2);
        Expr right = expr(2);
        // Two bare variables around a word are a traversal (query-language.md §3.2).
        boolean traversal =
                !operator.isComparison() && left instanceof Expr.VariableRef && right instanceof Expr.VariableRef;
        return new Clause.Filter(left, operator, traversal ? literalExpr() : right, Span.NONE);
    }

    private Projection projection() {
        return new Projection(expr(2), random.nextBoolean() ? Name.NONE : word(), Span.NONE);
    }

    private Ordering ordering() {
        Expr expr = expr(2);
        Ordering.Direction direction = switch (expr) {
            case Expr.Nearest _ -> Ordering.Direction.UNWRITTEN;
            case Expr.Bm25 _, Expr.Rrf _ ->
                random.nextBoolean() ? Ordering.Direction.UNWRITTEN : Ordering.Direction.DESC;
            default -> pick(List.of(Ordering.Direction.values()));
        };
        return new Ordering(expr, direction, Span.NONE);
    }

    private Expr expr(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 5)) {
            case 0 -> new Expr.PropertyRef(variable(), word(), Span.NONE);
            case 1 -> new Expr.VariableRef(variable());
            case 2 -> literalExpr();
            case 3 -> new Expr.AliasRef(alias());
            case 4 -> new Expr.Now(Span.NONE);
            case 5 -> new Expr.Aggregate(pick(List.of(Expr.AggregateFunction.values())), expr(depth - 1), Span.NONE);
            case 6 -> textCall(depth - 1);
            case 7 -> new Expr.Rrf(rank(depth - 1), rank(depth - 1), extra(depth - 1), Span.NONE);
            default -> rank(depth - 1);
        };
    }

    private Expr.Rank rank(int depth) {
        return random.nextBoolean()
                ? new Expr.Nearest(variable(), word(), expr(depth), Span.NONE)
                : new Expr.Bm25(expr(depth), expr(depth), Span.NONE);
    }

    private Expr.TextCall textCall(int depth) {
        Expr.TextFunction function = pick(List.of(Expr.TextFunction.values()));
        Expr.Extra edits = function == Expr.TextFunction.FUZZY ? extra(depth) : new Expr.Extra.Omitted();
        return new Expr.TextCall(function, expr(depth), expr(depth), edits, Span.NONE);
    }

    private Expr.Extra extra(int depth) {
        return random.nextBoolean() ? new Expr.Extra.Omitted() : new Expr.Extra.Given(expr(depth));
    }

    private Expr.Value value() {
        return switch (random.nextInt(3)) {
            case 0 -> new Expr.VariableRef(variable());
            case 1 -> new Expr.Now(Span.NONE);
            default -> literalExpr();
        };
    }

    private Expr.LiteralExpr literalExpr() {
        return new Expr.LiteralExpr(literal(2));
    }

    private Literal literal(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 6)) {
            case 0 -> new Literal.StringLiteral(text(), Span.NONE);
            case 1 -> new Literal.IntegerLiteral(random.nextLong() >> random.nextInt(64), Span.NONE);
            case 2 -> new Literal.FloatLiteral(finite(), Span.NONE);
            case 3 -> new Literal.BoolLiteral(random.nextBoolean(), Span.NONE);
            case 4 -> new Literal.DateLiteral(random.nextInt(), Span.NONE);
            case 5 -> new Literal.DateTimeLiteral(random.nextLong(), Span.NONE);
            default -> new Literal.ListLiteral(some(0, 3, () -> literal(depth - 1)), Span.NONE);
        };
    }

    private double finite() {
        double value = random.nextBoolean() ? random.nextInt(1000) / 10.0 : Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : -0.0;
    }

    private Mutation mutation() {
        return switch (random.nextInt(3)) {
            case 0 -> new Mutation.Insert(type(), some(1, 3, this::assignment), Span.NONE);
            case 1 -> new Mutation.Update(type(), some(1, 3, this::assignment), predicate(), Span.NONE);
            default -> new Mutation.Delete(type(), predicate(), Span.NONE);
        };
    }

    private Mutation.Assignment assignment() {
        return new Mutation.Assignment(word(), value(), Span.NONE);
    }

    private Mutation.Predicate predicate() {
        Operator operator = pick(List.of(Operator.EQ, Operator.NE, Operator.LT, Operator.LE, Operator.GT, Operator.GE));
        return new Mutation.Predicate(word(), operator, value(), Span.NONE);
    }

    private Variable variable() {
        return new Variable(pick(WORDS), Span.NONE);
    }

    private Name word() {
        return new Name(pick(WORDS), Span.NONE);
    }

    /// An alias reference before which no clause ends could be read as that clause's operator.
    private Name alias() {
        Name word = word();
        return word.text().equals("contains") || word.text().equals("starts_with") ? alias() : word;
    }

    private Name type() {
        return new Name(pick(TYPES), Span.NONE);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.append(pick(List.of("a", "\"", "\\", "\n", "\r", "\t", "//", "/*", "é", "😀", "$x", "\0", "}")));
        }
        return text.toString();
    }

    private <T> List<T> some(int min, int max, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        int count = random.nextInt(min, max + 1);
        for (int i = 0; i < count; i++) {
            items.add(item.get());
        }
        return items;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
