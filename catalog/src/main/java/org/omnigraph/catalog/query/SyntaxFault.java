package org.omnigraph.catalog.query;

/// Leaves the part of the grammar that cannot go on, after its problem was reported; caught by the next place that
/// knows where to go on. Never leaves the parser.
final class SyntaxFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SyntaxFault() {
        super("reported", null, false, false);
    }
}
