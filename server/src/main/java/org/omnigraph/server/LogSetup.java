package org.omnigraph.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logging of the program: one line per event on stderr, libraries only from warnings on. In code, because reading a
/// file of settings costs more than everything else here.
final class LogSetup {
    private LogSetup() {}

    static void configure(LogOptions options) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            Encoder<ILoggingEvent> encoder = encoder(options.format());
            encoder.setContext(context);
            encoder.start();
            ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
            stderr.setContext(context);
            stderr.setTarget("System.err");
            stderr.setEncoder(encoder);
            stderr.start();
            ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            root.setLevel(options.level() == LogOptions.Level.ERROR ? Level.ERROR : Level.WARN);
            root.addAppender(stderr);
            context.getLogger("org.omnigraph").setLevel(level(options.level()));
        }
        LogManager.getLogManager().reset();
        java.util.logging.Logger julRoot = java.util.logging.Logger.getLogger("");
        julRoot.setLevel(java.util.logging.Level.WARNING);
        julRoot.addHandler(new Bridge());
    }

    /// Both escape: what stands in a message or a value is never a line of its own.
    static Encoder<ILoggingEvent> encoder(LogOptions.Format format) {
        return switch (format) {
            case TEXT -> new TextLineEncoder();
            case JSON -> new JsonEncoder();
        };
    }

    private static Level level(LogOptions.Level level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }

    /// Hands what libraries log through java.util.logging on to our logger.
    private static final class Bridge extends Handler {
        @Override
        public void publish(LogRecord record) {
            Logger logger = LoggerFactory.getLogger(String.valueOf(record.getLoggerName()));
            if (record.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue()) {
                logger.atError().setCause(record.getThrown()).log(record.getMessage());
            } else if (record.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
                logger.atWarn().setCause(record.getThrown()).log(record.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
