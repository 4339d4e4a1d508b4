package org.omnigraph.state.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Writes steps down, in order, and makes one of them fail if told to.
public final class FileSteps implements FileWatch {
    /// How a step fails.
    public interface Failure {
        void raise() throws IOException;
    }

    private final List<FileStep> steps = new ArrayList<>();
    private Predicate<FileStep> fails = step -> false;
    private Failure failure = () -> {};

    /// From now on the steps that fit fail in this way.
    public synchronized void fail(Predicate<FileStep> which, Failure how) {
        fails = which;
        failure = how;
    }

    @Override
    public void before(FileStep step) throws IOException {
        Failure raised;
        synchronized (this) {
            steps.add(step);
            raised = fails.test(step) ? failure : () -> {};
        }
        raised.raise();
    }

    /// The steps since the last call, as text; opening for reading is left out.
    public synchronized List<String> taken() {
        List<String> texts = steps.stream()
                .filter(step -> step.kind() != FileStep.Kind.OPEN)
                .map(FileStep::toString)
                .toList();
        steps.clear();
        return texts;
    }
}
