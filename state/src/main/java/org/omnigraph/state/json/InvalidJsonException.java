package org.omnigraph.state.json;

import java.io.Serial;

/// A text is not the JSON that was expected. The message says where and why, fit for a person; readers of stored
/// objects turn it into a diagnostic of their own.
public final class InvalidJsonException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public InvalidJsonException(String message) {
        super(message);
    }

    public InvalidJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
