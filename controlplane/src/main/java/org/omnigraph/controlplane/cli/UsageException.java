package org.omnigraph.controlplane.cli;

/// The command line is wrong: a message and the next step. Thrown while arguments are read, before anything is done;
/// becomes an `invalid_usage` diagnostic at one place.
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String help;

    UsageException(String message, String help) {
        super(message);
        this.help = help;
    }

    String help() {
        return help;
    }
}
