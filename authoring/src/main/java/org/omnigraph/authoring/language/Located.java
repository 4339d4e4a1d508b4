package org.omnigraph.authoring.language;

import org.omnigraph.catalog.lexing.Span;

/// A symbol and the name in the text that means it.
public record Located(Symbol symbol, Span span) {}
