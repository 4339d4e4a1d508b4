package org.omnigraph.catalog.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.schema.Constraint.Bound;
import org.omnigraph.catalog.schema.SchemaAst.AnnotationNode;
import org.omnigraph.catalog.schema.SchemaAst.Argument;
import org.omnigraph.catalog.schema.SchemaAst.ArgumentKind;
import org.omnigraph.catalog.schema.SchemaAst.CardNode;
import org.omnigraph.catalog.schema.SchemaAst.ConstraintNode;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;
import org.omnigraph.catalog.schema.SchemaAst.EdgeNode;
import org.omnigraph.catalog.schema.SchemaAst.InterfaceNode;
import org.omnigraph.catalog.schema.SchemaAst.Name;
import org.omnigraph.catalog.schema.SchemaAst.NamedArgument;
import org.omnigraph.catalog.schema.SchemaAst.NodeNode;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;
import org.omnigraph.catalog.schema.SchemaAst.TupleKind;
import org.omnigraph.catalog.schema.SchemaAst.TypeNode;

/// Random trees that the grammar allows, sensible or not.
final class SchemaTrees {
    private static final String IDENT = "abz_019AZ";
    private static final String TEXT = "a \"\\\n\r\t'$#/*é😀{}";
    private static final List<ScalarType> SCALARS = List.of(ScalarType.values());
    private static final List<TupleKind> KINDS = List.of(TupleKind.values());
    private final Random random;

    SchemaTrees(Random random) {
        this.random = random;
    }

    SchemaAst schema() {
        return new SchemaAst(list(4, this::declaration), Set.of());
    }

    private <T> List<T> list(int bound, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        int size = random.nextInt(bound);
        for (int i = 0; i < size; i++) {
            items.add(item.get());
        }
        return items;
    }

    private <T> List<T> some(Supplier<T> item) {
        List<T> items = list(3, item);
        items.add(item.get());
        return items;
    }

    private String word(String alphabet) {
        StringBuilder word = new StringBuilder();
        int length = random.nextInt(5);
        for (int i = 0; i < length; i++) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }

    private Name type() {
        return new Name("T" + word(IDENT), Span.NONE);
    }

    private Name ident() {
        List<String> keywords = List.of("node", "edge", "enum", "key", "implements", "card", "true");
        return new Name(
                random.nextInt(4) == 0 ? keywords.get(random.nextInt(keywords.size())) : "i" + word(IDENT), Span.NONE);
    }

    private String digits() {
        return Integer.toString(random.nextInt(100));
    }

    private Declaration declaration() {
        return switch (random.nextInt(3)) {
            case 0 -> new InterfaceNode(type(), list(3, this::property), true);
            case 1 ->
                new NodeNode(
                        type(),
                        list(3, this::annotation),
                        list(3, this::type),
                        list(4, this::property),
                        list(3, this::constraint),
                        true);
            default ->
                new EdgeNode(
                        type(),
                        type(),
                        type(),
                        random.nextBoolean()
                                ? CardNode.NONE
                                : new CardNode(digits(), random.nextBoolean() ? "" : digits(), Span.NONE),
                        list(3, this::annotation),
                        list(3, this::property),
                        list(3, this::constraint),
                        true);
        };
    }

    private PropertyNode property() {
        return new PropertyNode(ident(), valueType(), random.nextBoolean(), list(3, this::annotation));
    }

    private TypeNode valueType() {
        ScalarType scalar = SCALARS.get(random.nextInt(SCALARS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> new TypeNode.Scalar(scalar, Span.NONE);
            case 1 -> new TypeNode.ListOf(scalar, Span.NONE);
            case 2 -> new TypeNode.Vector(digits(), Span.NONE);
            default -> new TypeNode.EnumOf(some(() -> new Name("-" + word(IDENT + "-"), Span.NONE)), Span.NONE);
        };
    }

    private ConstraintNode constraint() {
        return switch (random.nextInt(3)) {
            case 0 -> {
                Bound min = bound();
                Bound max = min instanceof Bound.Open ? new Bound.Whole(BigInteger.TEN) : bound();
                yield new ConstraintNode.Range(ident(), min, max, Span.NONE);
            }
            case 1 -> new ConstraintNode.Check(ident(), word(TEXT), Span.NONE, Span.NONE);
            default -> new ConstraintNode.Tuple(KINDS.get(random.nextInt(KINDS.size())), some(this::ident), Span.NONE);
        };
    }

    private Bound bound() {
        return switch (random.nextInt(3)) {
            case 0 -> new Bound.Open();
            case 1 -> new Bound.Whole(BigInteger.valueOf(random.nextInt(200) - 100));
            default -> new Bound.Decimal(BigDecimal.valueOf(random.nextInt(2000) - 1000, 1 + random.nextInt(3)));
        };
    }

    private AnnotationNode annotation() {
        boolean bare = random.nextBoolean();
        Name name = bare ? ident() : new Name("a" + word(IDENT), Span.NONE);
        return bare
                ? new AnnotationNode(name, Argument.NONE, List.of(), Span.NONE)
                : new AnnotationNode(
                        name, argument(true), list(3, () -> new NamedArgument(ident(), argument(false))), Span.NONE);
    }

    private Argument argument(boolean names) {
        return switch (random.nextInt(3)) {
            case 0 -> new Argument(ArgumentKind.TEXT, word(TEXT), Span.NONE);
            case 1 -> new Argument(ArgumentKind.NUMBER, digits() + (random.nextBoolean() ? "" : ".5"), Span.NONE);
            default -> new Argument(ArgumentKind.WORD, names ? ident().text() : "false", Span.NONE);
        };
    }
}
