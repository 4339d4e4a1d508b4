package org.omnigraph.controlplane.config;

import java.util.List;
import org.omnigraph.state.diagnostic.SourcePosition;

/// A node of a YAML document of plain data: no anchors, aliases or tags.
sealed interface YamlNode {
    SourcePosition position();

    /// What kind of value a plain scalar is, by YAML's core schema.
    enum ScalarKind {
        TEXT,
        INTEGER,
        NUMBER,
        BOOLEAN,
        NOTHING
    }

    /// One value; `text` is as written, quotes and escapes resolved.
    record Scalar(String text, ScalarKind kind, SourcePosition position) implements YamlNode {
        boolean isText() {
            return kind == ScalarKind.TEXT;
        }
    }

    /// A list.
    record Sequence(List<YamlNode> items, SourcePosition position) implements YamlNode {}

    /// A mapping, in the order of the file; duplicates are still in it.
    record Mapping(List<Entry> entries, SourcePosition position) implements YamlNode {}

    /// One line of a mapping.
    record Entry(YamlNode key, YamlNode value) {}

    /// What a person calls this kind of node.
    default String describe() {
        return switch (this) {
            case Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT -> "text";
                    case INTEGER, NUMBER -> "a number";
                    case BOOLEAN -> "true/false";
                    case NOTHING -> "nothing";
                };
            case Sequence s -> "a list";
            case Mapping m -> "a mapping";
        };
    }

    /// True for a value that is not there (`key:` and nothing behind it).
    default boolean isNothing() {
        return this instanceof Scalar scalar && scalar.kind() == ScalarKind.NOTHING;
    }
}
