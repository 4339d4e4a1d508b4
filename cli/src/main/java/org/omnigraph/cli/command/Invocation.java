package org.omnigraph.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.cli.view.Style;

/// One run of the program: the outside world and the options that every command has.
record Invocation(Shell shell, boolean json, boolean quiet, boolean noColor, LogLevel logLevel) {

    /// What is shown on standard error.
    enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Invocation of(Shell shell, RootCommand options) {
        return new Invocation(shell, options.json, options.quiet, options.noColor, options.logLevel);
    }

    /// What the person most likely wants where the arguments cannot be bound: their mistakes are reported in the form
    /// that they asked for.
    static Invocation guess(Shell shell, String... args) {
        List<String> words = Arrays.asList(args);
        return new Invocation(
                shell,
                words.contains("--json"),
                words.contains("--quiet") || words.contains("-q"),
                words.contains("--no-color"),
                LogLevel.WARN);
    }

    /// How results look on standard output.
    Style outStyle() {
        return new Style(colour(shell.screen().outIsTerminal()), shell.screen().width());
    }

    /// How diagnostics look on standard error; never wider than prose reads well.
    Style errStyle() {
        return new Style(colour(shell.screen().errIsTerminal()), 80);
    }

    /// Says something that is neither result nor problem, on standard error, unless the person wants quiet.
    void note(String text) {
        if (!quiet) {
            shell.err().println(text);
        }
    }

    /// Says where a write goes and whose it is, before it begins.
    void noteWrite(String location, String branch, String actor) {
        note("writing to " + location + ", branch " + branch + (actor.isEmpty() ? "" : ", as " + actor));
    }

    /// True where a moving display makes sense.
    boolean showsProgress() {
        return shell.screen().errIsTerminal() && !quiet && !json;
    }

    private boolean colour(boolean terminal) {
        return terminal
                && !noColor
                && shell.variable("NO_COLOR").isEmpty()
                && !shell.variable("TERM").equals("dumb");
    }
}
