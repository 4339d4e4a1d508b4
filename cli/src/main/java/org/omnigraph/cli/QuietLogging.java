package org.omnigraph.cli;

import java.util.Arrays;
import java.util.List;

/// Chooses the logging back end before the first logger is made: none, unless the person asks for logs. Loading and
/// configuring one costs a large part of a fast command's time, and libraries log at their own pleasure.
final class QuietLogging {
    private QuietLogging() {}

    static void install(String... args) {
        setIfUnset("slf4j.internal.verbosity", "ERROR");
        if (!wantsLogs(Arrays.asList(args))) {
            setIfUnset("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        } else {
            setIfUnset("slf4j.provider", StderrLogProvider.class.getName());
        }
    }

    private static boolean wantsLogs(List<String> args) {
        int at = args.indexOf("--log-level");
        String level = at >= 0 && at + 1 < args.size() ? args.get(at + 1) : "";
        for (String arg : args) {
            if (arg.startsWith("--log-level=")) {
                level = arg.substring("--log-level=".length());
            }
        }
        boolean wanted = level.equalsIgnoreCase("info") || level.equalsIgnoreCase("debug");
        if (wanted) {
            System.setProperty(StderrLogProvider.LEVEL_PROPERTY, level);
        }
        return wanted;
    }

    private static void setIfUnset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
