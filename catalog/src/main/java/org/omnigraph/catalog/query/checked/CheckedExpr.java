package org.omnigraph.catalog.query.checked;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.omnigraph.catalog.query.ast.Expr.AggregateFunction;
import org.omnigraph.catalog.query.ast.Expr.TextFunction;
import org.omnigraph.catalog.query.ast.Param;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// An expression with its type. Values are Java values as [org.omnigraph.catalog.query.ParameterBinder] gives them:
/// String, Boolean, Integer (I32), Long (I64, U32, U64), Double (F32, F64), Integer days (Date), Long milliseconds
/// (DateTime), float[] (Vector), List of those.
///
/// In a read, [Aggregate] occurs only as a whole projection, and rank functions only as a whole projection or order
/// key.
public sealed interface CheckedExpr {

    /// A value that does not depend on the assignment: what mutations assign, and what search functions look for.
    sealed interface Fixed extends CheckedExpr {
        ValueType type();
    }

    /// A rank function.
    sealed interface Rank extends CheckedExpr {
        /// The node variable that is ranked.
        NodeVariable ranked();
    }

    /// A rank function that may be an arm of `rrf`.
    sealed interface RankArm extends Rank {}

    /// A literal. An integer literal is a Long of type I64, one with a point a Double of type F64. A list of integers
    /// and floats is a list of F64 whose items are Doubles or Longs. An empty list has the item type of what it is
    /// compared with or assigned to (String where nothing says).
    record Constant(Object value, ValueType type) implements Fixed {
        /// By content, also of a `float[]`.
        @Override
        public boolean equals(Object other) {
            return other instanceof Constant(Object otherValue, ValueType otherType)
                    && type.equals(otherType)
                    && Objects.deepEquals(value, otherValue);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode()
                    + (value instanceof float[] vector ? Arrays.hashCode(vector) : value.hashCode());
        }
    }

    /// A parameter; its value is null when it was left out and is nullable.
    record ParameterValue(Param parameter) implements Fixed {
        @Override
        public ValueType type() {
            return parameter.type();
        }
    }

    /// The request's time, one DateTime for the whole query.
    record Now() implements Fixed {
        @Override
        public ValueType type() {
            return new ValueType.Scalar(ScalarType.DATE_TIME);
        }
    }

    /// A whole node; printed as an object of `id` and every property except Blobs.
    record NodeValue(NodeVariable variable) implements CheckedExpr {
        public NodeType nodeType() {
            return variable.type();
        }
    }

    /// A property of a node; never a Blob.
    record NodeProperty(NodeVariable variable, Property property) implements CheckedExpr {
        public ValueType type() {
            return property.type();
        }
    }

    /// A property of a bound edge; never a Blob.
    record EdgeProperty(EdgeVariable variable, Property property) implements CheckedExpr {
        public ValueType type() {
            return property.type();
        }
    }

    /// An aggregate over a group. The argument is no aggregate and no rank function. `SUM`, `AVG`: a number. `MIN`,
    /// `MAX`: a number or String, whose type is the result's. `COUNT`: anything, a [NodeValue] included.
    record Aggregate(AggregateFunction function, CheckedExpr argument) implements CheckedExpr {}

    /// A text test; Bool, never null.
    ///
    /// @param field a String or enum property of a node
    /// @param text a String; null or without tokens matches nothing
    /// @param maxEdits only of FUZZY: an integer literal from 0 to 2 or an integer parameter, the literal 2 if not
    /// written; a parameter outside 0…2, or null, is an error at run time
    record TextMatch(TextFunction function, NodeProperty field, Fixed text, Fixed maxEdits) implements CheckedExpr {}

    /// `nearest`: cosine distance to the query.
    ///
    /// @param field a Vector property of a node
    /// @param query a `float[]` constant or Vector parameter of the field's dimension, or a String to be embedded
    record Nearest(NodeProperty field, Fixed query) implements RankArm {
        @Override
        public NodeVariable ranked() {
            return field.variable();
        }

        /// The dimension that the query must have.
        public int dimension() {
            return field.type() instanceof ValueType.Vector(int dimension) ? dimension : 0;
        }
    }

    /// `bm25`: score, higher is better.
    ///
    /// @param field a String or enum property of a node
    record Bm25(NodeProperty field, Fixed text) implements RankArm {
        @Override
        public NodeVariable ranked() {
            return field.variable();
        }
    }

    /// `rrf`: fused score of two arms on one variable. As a projection it equals the rank of the first order key.
    ///
    /// @param k an integer literal above 0 or an integer parameter; the literal 60 if not written; a parameter that
    /// is null or not above 0 is an error at run time
    record Rrf(RankArm first, RankArm second, Fixed k) implements Rank {
        @Override
        public NodeVariable ranked() {
            return first.ranked();
        }
    }

    /// The type of the expression's values; nothing for a whole node.
    default Optional<ValueType> valueType() {
        return switch (this) {
            case Fixed fixed -> Optional.of(fixed.type());
            case NodeValue _ -> Optional.empty();
            case NodeProperty p -> Optional.of(p.type());
            case EdgeProperty p -> Optional.of(p.type());
            case TextMatch _ -> Optional.of(new ValueType.Scalar(ScalarType.BOOL));
            case Rank _ -> Optional.of(new ValueType.Scalar(ScalarType.F64));
            case Aggregate(AggregateFunction function, CheckedExpr argument) ->
                switch (function) {
                    case COUNT -> Optional.of(new ValueType.Scalar(ScalarType.I64));
                    case SUM, AVG -> Optional.of(new ValueType.Scalar(ScalarType.F64));
                    case MIN, MAX -> argument.valueType();
                };
        };
    }

    /// The expressions directly inside this one.
    default List<CheckedExpr> children() {
        return switch (this) {
            case Constant _, ParameterValue _, Now _, NodeValue _, NodeProperty _, EdgeProperty _ -> List.of();
            case Aggregate a -> List.of(a.argument());
            case TextMatch t -> List.of(t.field(), t.text(), t.maxEdits());
            case Nearest n -> List.of(n.field(), n.query());
            case Bm25 b -> List.of(b.field(), b.text());
            case Rrf r -> List.of(r.first(), r.second(), r.k());
        };
    }
}
