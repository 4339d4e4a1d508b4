package org.omnigraph.cli.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.omnigraph.cli.format.ProgressLine;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;

/// One run of the program: the outside world and the options that every command has.
public record Invocation(Shell shell, boolean json, boolean quiet, boolean noColor, LogLevel logLevel) {

    /// What is shown on standard error.
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the person most likely wants where the arguments cannot be bound: their mistakes are reported in the form
    /// that they asked for.
    public static Invocation guess(Shell shell, String... args) {
        List<String> words = Arrays.asList(args);
        return new Invocation(
                shell,
                words.contains("--json"),
                words.contains("--quiet") || words.contains("-q"),
                words.contains("--no-color"),
                LogLevel.WARN);
    }

    /// How results look on standard output.
    public Style outStyle() {
        return new Style(colour(shell.screen().outIsTerminal()), shell.screen().width());
    }

    /// How diagnostics look on standard error; never wider than prose reads well.
    public Style errStyle() {
        return new Style(colour(shell.screen().errIsTerminal()), 80);
    }

    /// Says something that is neither result nor problem, on standard error, unless the person wants quiet.
    public void note(String text) {
        if (!quiet) {
            shell.err().println(Prose.printable(text));
        }
    }

    /// Says where a write goes and whose it is, before it begins.
    public void noteWrite(String location, String branch, String actor) {
        note("writing to " + location + ", branch " + branch + (actor.isEmpty() ? "" : ", as " + actor));
    }

    /// A line that says what is being done, where a moving display makes sense.
    public ProgressLine progress() {
        boolean shows = showsProgress();
        return new ProgressLine(shell.err(), shows, shows ? shell.screen().width() : 80);
    }

    /// True where a moving display makes sense.
    public boolean showsProgress() {
        return shell.screen().errIsTerminal() && !quiet && !json;
    }

    private boolean colour(boolean terminal) {
        return terminal
                && !noColor
                && shell.variable("NO_COLOR").isEmpty()
                && !shell.variable("TERM").equals("dumb");
    }
}
