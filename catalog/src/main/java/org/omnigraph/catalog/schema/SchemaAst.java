package org.omnigraph.catalog.schema;

import java.util.List;
import java.util.Set;
import org.omnigraph.catalog.lexing.Span;

/// The syntax tree of a `.pg` file (schema-language.md §2), as written and in source order. Spans are no part of its
/// equality, so printing and parsing again gives an equal tree. Immutable.
///
/// @param lost type names that stand in parts of the file that could not be understood: nothing is said of them
public record SchemaAst(List<Declaration> declarations, Set<String> lost) {
    public SchemaAst {
        declarations = List.copyOf(declarations);
        lost = Set.copyOf(lost);
    }

    /// A name with its place.
    public record Name(String text, Span span) {}

    /// An interface, node or edge.
    public sealed interface Declaration {
        Name name();

        List<AnnotationNode> annotations();

        List<PropertyNode> properties();

        /// False if members were lost to syntax errors.
        boolean whole();
    }

    public record InterfaceNode(Name name, List<PropertyNode> properties, boolean whole) implements Declaration {
        public InterfaceNode {
            properties = List.copyOf(properties);
        }

        @Override
        public List<AnnotationNode> annotations() {
            return List.of();
        }
    }

    public record NodeNode(
            Name name,
            List<AnnotationNode> annotations,
            List<Name> interfaces,
            List<PropertyNode> properties,
            List<ConstraintNode> constraints,
            boolean whole)
            implements Declaration {
        public NodeNode {
            annotations = List.copyOf(annotations);
            interfaces = List.copyOf(interfaces);
            properties = List.copyOf(properties);
            constraints = List.copyOf(constraints);
        }
    }

    public record EdgeNode(
            Name name,
            Name from,
            Name to,
            CardNode card,
            List<AnnotationNode> annotations,
            List<PropertyNode> properties,
            List<ConstraintNode> constraints,
            boolean whole)
            implements Declaration {
        public EdgeNode {
            annotations = List.copyOf(annotations);
            properties = List.copyOf(properties);
            constraints = List.copyOf(constraints);
        }
    }

    /// `@card(min..max)`; [#NONE] if the header has none.
    ///
    /// @param min digits as written
    /// @param max digits as written, empty if open
    public record CardNode(String min, String max, Span span) {
        public static final CardNode NONE = new CardNode("", "", Span.NONE);

        public boolean isPresent() {
            return !min.isEmpty();
        }
    }

    public record PropertyNode(Name name, TypeNode type, boolean nullable, List<AnnotationNode> annotations) {
        public PropertyNode {
            annotations = List.copyOf(annotations);
        }
    }

    /// The type of a property, without `?`.
    public sealed interface TypeNode {
        Span span();

        record Scalar(ScalarType scalar, Span span) implements TypeNode {}

        record ListOf(ScalarType item, Span span) implements TypeNode {}

        /// A vector; `dimension` is digits as written.
        record Vector(String dimension, Span span) implements TypeNode {}

        record EnumOf(List<Name> values, Span span) implements TypeNode {
            public EnumOf {
                values = List.copyOf(values);
            }
        }

        /// A type with a syntax error, which was reported; nothing more is said about it.
        record Broken(Span span) implements TypeNode {}
    }

    /// A constraint in a body.
    public sealed interface ConstraintNode {
        Span span();

        record Tuple(TupleKind kind, List<Name> properties, Span span) implements ConstraintNode {
            public Tuple {
                properties = List.copyOf(properties);
            }
        }

        record Range(Name property, Constraint.Bound min, Constraint.Bound max, Span span) implements ConstraintNode {}

        record Check(Name property, String pattern, Span patternSpan, Span span) implements ConstraintNode {}
    }

    /// The constraints that name properties only.
    public enum TupleKind {
        KEY("key"),
        UNIQUE("unique"),
        INDEX("index");

        private final String word;

        TupleKind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// `@name`, `@name(value)`, `@name(value, key=value)`.
    ///
    /// @param span from `@` to the closing parenthesis
    public record AnnotationNode(Name name, Argument argument, List<NamedArgument> named, Span span) {
        public AnnotationNode {
            named = List.copyOf(named);
        }
    }

    public record NamedArgument(Name name, Argument value) {}

    /// An argument; `text` is unescaped for strings and as written otherwise. Whether it was quoted makes no
    /// difference to what it means (schema-language.md §2.3).
    public record Argument(ArgumentKind kind, String text, Span span) {
        public static final Argument NONE = new Argument(ArgumentKind.NONE, "", Span.NONE);
    }

    /// How an argument is written.
    public enum ArgumentKind {
        NONE,
        TEXT,
        NUMBER,
        WORD
    }
}
