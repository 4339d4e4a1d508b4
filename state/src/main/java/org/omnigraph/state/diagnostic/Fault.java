package org.omnigraph.state.diagnostic;

/// Who can mend a problem: the person who wrote the input, the machine or store around us, or the authors of this
/// program.
public enum Fault {
    OPERATOR,
    ENVIRONMENT,
    PROGRAM
}
