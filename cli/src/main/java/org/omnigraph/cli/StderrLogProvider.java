package org.omnigraph.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.omnigraph.cli.format.Prose;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// Logs to standard error, one line per event, for `--log-level info|debug`. Libraries speak one level later than the
/// program itself: their `info` is our `debug`.
public final class StderrLogProvider implements SLF4JServiceProvider {
    static final String LEVEL_PROPERTY = "omnigraph.log.level";

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();
    private final boolean debug =
            "debug".equals(System.getProperty(LEVEL_PROPERTY, "").toLowerCase(Locale.ROOT));

    /// For slf4j, which makes its provider by name.
    public StderrLogProvider() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> new StderrLogger(name, thresholdOf(name));
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private Level thresholdOf(String name) {
        boolean ours = name.startsWith("org.omnigraph");
        if (debug) {
            return ours ? Level.DEBUG : Level.INFO;
        }
        return ours ? Level.INFO : Level.WARN;
    }

    private static final class StderrLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final Level threshold;

        StderrLogger(String name, Level threshold) {
            this.name = name;
            this.threshold = threshold;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return "";
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                Object @Nullable [] arguments,
                @Nullable Throwable throwable) {
            String message = MessageFormatter.basicArrayFormat(pattern, arguments);
            String cause = throwable == null ? "" : ": " + throwable;
            System.err.println(
                    Prose.printable(level.toString().toLowerCase(Locale.ROOT) + " " + name + ": " + message + cause));
        }

        private boolean shows(Level level) {
            return level.toInt() >= threshold.toInt();
        }

        @Override
        public boolean isTraceEnabled() {
            return shows(Level.TRACE);
        }

        @Override
        public boolean isDebugEnabled() {
            return shows(Level.DEBUG);
        }

        @Override
        public boolean isInfoEnabled() {
            return shows(Level.INFO);
        }

        @Override
        public boolean isWarnEnabled() {
            return shows(Level.WARN);
        }

        @Override
        public boolean isErrorEnabled() {
            return shows(Level.ERROR);
        }
    }
}
