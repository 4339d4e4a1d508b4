package org.omnigraph.server.http;

/// The client went away: nobody is there to answer, and nothing is wrong here.
final class ClientGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientGoneException(Throwable cause) {
        super("the client went away", cause, false, false);
    }
}
