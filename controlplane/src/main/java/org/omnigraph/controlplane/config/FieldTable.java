package org.omnigraph.controlplane.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The fields that a mapping of `cluster.yaml` may have: what the reader accepts and what the JSON Schema says.
/// Immutable.
record FieldTable(List<Field> fields) {
    FieldTable {
        fields = List.copyOf(fields);
    }

    /// One field.
    ///
    /// @param required true if the file is wrong without it
    record Field(String name, Shape shape, boolean required, String description) {}

    /// What a value may be.
    sealed interface Shape {
        /// The version number.
        record Version(int number) implements Shape {}

        /// Text that is not blank.
        record Text() implements Shape {}

        /// `true` or `false`.
        record Flag() implements Shape {}

        /// One of these words.
        record OneOf(List<String> words) implements Shape {
            public OneOf {
                words = List.copyOf(words);
            }
        }

        /// A list of texts.
        record Texts(boolean mayBeEmpty) implements Shape {}

        /// A mapping with these fields.
        record Fields(FieldTable table) implements Shape {}

        /// A mapping from ids to such values.
        record ById(Shape value) implements Shape {}

        /// Any one of these.
        record AnyOf(List<Shape> shapes) implements Shape {
            public AnyOf {
                shapes = List.copyOf(shapes);
            }
        }
    }

    static FieldTable empty() {
        return new FieldTable(List.of());
    }

    FieldTable required(String name, Shape shape, String description) {
        return with(new Field(name, shape, true, description));
    }

    FieldTable optional(String name, Shape shape, String description) {
        return with(new Field(name, shape, false, description));
    }

    private FieldTable with(Field field) {
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return new FieldTable(more);
    }

    /// The names of all fields.
    Set<String> names() {
        return fields.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
    }
}
