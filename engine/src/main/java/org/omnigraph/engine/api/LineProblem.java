package org.omnigraph.engine.api;

/// One bad line of a load (schema-language.md §11). `line` counts from 1, blank lines included; `code` is one of the
/// page's codes.
public record LineProblem(long line, String code, String message) {}
