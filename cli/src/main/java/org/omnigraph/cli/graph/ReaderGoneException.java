package org.omnigraph.cli.graph;

import java.io.Serial;

/// Nobody reads standard output any more (`| head`): there is no point in going on, and nothing to complain about.
final class ReaderGoneException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;
}
