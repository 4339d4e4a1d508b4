package org.omnigraph.cli.quickstart;

/// A step did not do what it must: which one, and what was seen instead.
final class QuickstartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String step;
    private final String detail;

    QuickstartFailure(String step, String message, String detail) {
        super(message);
        this.step = step;
        this.detail = detail;
    }

    public String step() {
        return step;
    }

    /// What there is to look at: a command's document, the end of a log. May be empty.
    public String detail() {
        return detail;
    }
}
