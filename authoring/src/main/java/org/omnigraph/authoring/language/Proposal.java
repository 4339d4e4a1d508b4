package org.omnigraph.authoring.language;

/// Something that could stand at a place.
///
/// @param text what is written
/// @param detail a type or signature; may be empty
/// @param description prose; may be empty
public record Proposal(Kind kind, String text, String detail, String description) {
    /// What a proposal is.
    public enum Kind {
        KEYWORD,
        FUNCTION,
        TYPE,
        EDGE,
        PROPERTY,
        VARIABLE,
        SCALAR
    }
}
