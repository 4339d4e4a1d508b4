package org.omnigraph.server;

/// How the server logs.
record LogOptions(Format format, Level level) {
    /// The shapes of a line.
    enum Format {
        /// For people: time, level, logger, message, then `key="value"`, everything escaped.
        TEXT,
        /// For collectors: one JSON object a line.
        JSON
    }

    /// What this program's own events are logged from; libraries speak from warnings on.
    enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    static final LogOptions USUAL = new LogOptions(Format.TEXT, Level.INFO);
}
