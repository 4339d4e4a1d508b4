package org.omnigraph.state.testing;

/// What a proxy does to one request: whether the server gets it, and what the client gets to hear.
public record WireFault(boolean forwarded, Answer answer) {
    /// What the client hears.
    public enum Answer {
        /// What the server said.
        TRUE,
        STATUS_500,
        /// 503 with the code that S3 gives to clients that are too fast.
        STATUS_503,
        STATUS_409,
        STATUS_403,
        /// The connection is reset.
        RESET,
        /// Nothing, until the client loses its patience.
        SILENCE,
        /// The first half of what the server said.
        HALF
    }

    /// The request and its answer go through.
    public static final WireFault NONE = new WireFault(true, Answer.TRUE);

    public WireFault {
        if (!forwarded && (answer == Answer.TRUE || answer == Answer.HALF)) {
            throw new IllegalArgumentException("a server that was not asked gives no answer");
        }
    }

    /// The server does it, and the client hears something else.
    public static WireFault doneThen(Answer answer) {
        return new WireFault(true, answer);
    }

    /// The server never hears of it.
    public static WireFault lost(Answer answer) {
        return new WireFault(false, answer);
    }
}
