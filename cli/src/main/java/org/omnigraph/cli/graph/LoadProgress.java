package org.omnigraph.cli.graph;

import java.io.InputStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.omnigraph.cli.shell.Shell;

/// How much of a file is read, as a bar on a terminal's standard error. Off a terminal nothing of it is loaded.
final class LoadProgress implements AutoCloseable {
    private static final long MEBIBYTE = 1 << 20;

    private final InputStream stream;
    private final Optional<AutoCloseable> bar;

    private LoadProgress(InputStream stream, Optional<AutoCloseable> bar) {
        this.stream = stream;
        this.bar = bar;
    }

    /// Starts to show progress if `visible`.
    ///
    /// @param sizeBytes of the input; -1 if unknown
    public static LoadProgress start(InputStream input, long sizeBytes, boolean visible, Shell shell) {
        return visible ? Bar.over(input, sizeBytes, shell) : new LoadProgress(input, Optional.empty());
    }

    /// The input, counted.
    public InputStream stream() {
        return stream;
    }

    @Override
    public void close() {
        bar.ifPresent(LoadProgress::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// Keeps the library's classes away from runs that show nothing.
    private static final class Bar {
        static LoadProgress over(InputStream input, long sizeBytes, Shell shell) {
            ProgressBarBuilder builder = new ProgressBarBuilder()
                    .setTaskName("loading")
                    .setInitialMax(sizeBytes)
                    .setUnit(sizeBytes > MEBIBYTE ? " MiB" : " B", sizeBytes > MEBIBYTE ? MEBIBYTE : 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .clearDisplayOnFinish()
                    .setConsumer(new ConsoleProgressBarConsumer(
                            shell.err(), Math.min(100, shell.screen().width())));
            ProgressBar bar = builder.build();
            return new LoadProgress(
                    new me.tongfei.progressbar.wrapped.ProgressBarWrappedInputStream(input, bar), Optional.of(bar));
        }
    }
}
