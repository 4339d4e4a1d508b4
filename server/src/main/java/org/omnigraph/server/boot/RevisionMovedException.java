package org.omnigraph.server.boot;

/// The ledger moved while its revision was made ready: the boot starts over.
final class RevisionMovedException extends Exception {
    private static final long serialVersionUID = 1L;

    RevisionMovedException() {
        super(null, null, false, false);
    }
}
