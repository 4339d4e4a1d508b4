package org.omnigraph.authoring.language;

/// A place between two characters as editors count: lines from 0, and UTF-16 units from 0 within the line.
public record TextPlace(int line, int character) {}
