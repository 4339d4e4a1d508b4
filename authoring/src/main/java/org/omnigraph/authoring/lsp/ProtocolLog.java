package org.omnigraph.authoring.lsp;

import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What LSP4J complains about, a short line each. By itself it writes stack traces and whole messages, and messages
/// are texts of the person.
final class ProtocolLog extends Handler {
    private static final int LENGTH_MAX = 200;

    /// Loggers are forgotten, with what was set up for them, once nobody holds them.
    private static final Logger LSP4J = Logger.getLogger("org.eclipse.lsp4j");

    private final Consumer<String> log;

    private ProtocolLog(Consumer<String> log) {
        super();
        this.log = log;
    }

    /// Starts to tell; [#close] ends it.
    static ProtocolLog open(Consumer<String> log) {
        ProtocolLog handler = new ProtocolLog(log);
        LSP4J.setUseParentHandlers(false);
        LSP4J.addHandler(handler);
        return handler;
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            String line =
                    String.valueOf(record.getMessage()).lines().findFirst().orElse("");
            log.accept("protocol: " + line.substring(0, Math.min(line.length(), LENGTH_MAX)));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LSP4J.removeHandler(this);
    }
}
