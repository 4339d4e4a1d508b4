package org.omnigraph.cli;

import org.omnigraph.state.diagnostic.DiagnosticCode;

/// One code, the situation that shows it, its remedy carried out, and the command green again.
record RemedyRow(DiagnosticCode code, String name, Steps steps) {

    /// From the situation to green.
    @FunctionalInterface
    interface Steps {
        void play(RemedyBench bench) throws Exception;
    }

    static RemedyRow row(DiagnosticCode code, Steps steps) {
        return new RemedyRow(code, code.wireName(), steps);
    }

    /// A further way to come to the same code.
    static RemedyRow row(DiagnosticCode code, String variant, Steps steps) {
        return new RemedyRow(code, code.wireName() + ", " + variant, steps);
    }

    @Override
    public String toString() {
        return name;
    }
}
