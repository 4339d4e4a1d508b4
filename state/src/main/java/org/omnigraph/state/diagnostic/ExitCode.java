package org.omnigraph.state.diagnostic;

/// Process exit codes, after `sysexits.h` (cluster-contract.md §3, "Exit codes").
public enum ExitCode {
    OK(0),
    USAGE(64),
    DATA(65),
    NO_INPUT(66),
    UNAVAILABLE(69),
    SOFTWARE(70),
    CANNOT_CREATE(73),
    IO(74),
    TEMPORARY(75),
    OUTCOME_UNKNOWN(76),
    NO_PERMISSION(77),
    CONFIG(78),
    INTERRUPTED(130),
    TERMINATED(143);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// The number that the process exits with.
    public int number() {
        return number;
    }
}
