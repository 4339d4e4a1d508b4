package org.omnigraph.catalog.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// The type of a property or parameter, without nullability. Printed as in a schema file: `[I32]`, `Vector(8)`,
/// `enum(a, b)`.
public sealed interface ValueType {

    /// One scalar.
    record Scalar(ScalarType scalar) implements ValueType {
        @Override
        public String toString() {
            return scalar.spelling();
        }
    }

    /// A list of one scalar, never of Blob.
    record ListOf(ScalarType item) implements ValueType {
        @Override
        public String toString() {
            return "[" + item.spelling() + "]";
        }
    }

    /// A vector of exactly `dimension` F32 numbers.
    record Vector(int dimension) implements ValueType {
        @Override
        public String toString() {
            return "Vector(" + dimension + ")";
        }
    }

    /// A String out of a set; the set is kept sorted, source order never matters.
    record EnumOf(SortedSet<String> values) implements ValueType {
        public EnumOf {
            values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
        }

        public EnumOf(Collection<String> values) {
            this(new TreeSet<>(values));
        }

        @Override
        public String toString() {
            return "enum(" + String.join(", ", values) + ")";
        }
    }

    /// The scalar that a value behaves as in filters and JSON: an enum is a String; a list's item; a vector's F32.
    default ScalarType element() {
        return switch (this) {
            case Scalar s -> s.scalar();
            case ListOf l -> l.item();
            case Vector v -> ScalarType.F32;
            case EnumOf e -> ScalarType.STRING;
        };
    }

    default boolean isList() {
        return this instanceof ListOf;
    }

    default boolean isVector() {
        return this instanceof Vector;
    }

    /// True for the Blob scalar.
    default boolean isBlob() {
        return this instanceof Scalar(ScalarType scalar) && scalar == ScalarType.BLOB;
    }

    /// True for String and for enums.
    default boolean isText() {
        return !isList() && !isVector() && element() == ScalarType.STRING;
    }
}
