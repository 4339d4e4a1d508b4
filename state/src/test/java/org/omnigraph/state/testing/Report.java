package org.omnigraph.state.testing;

/// Prints what a test has counted, so that `mvn verify` shows how much was tried.
public final class Report {
    private Report() {}

    /// Prints one line.
    public static void count(String what, Object number) {
        System.out.println("[tried] " + what + ": " + number);
    }
}
