package org.omnigraph.authoring.language;

/// A stretch of text; `end` is the place after its last character.
public record TextRange(TextPlace start, TextPlace end) {
    /// The very beginning of a text: where a problem of the file as a whole is shown.
    public static final TextRange START = new TextRange(new TextPlace(0, 0), new TextPlace(0, 0));
}
