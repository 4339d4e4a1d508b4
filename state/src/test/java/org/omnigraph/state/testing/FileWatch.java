package org.omnigraph.state.testing;

import java.io.IOException;

/// Told of each [FileStep] before it is taken; throwing makes the step fail.
public interface FileWatch {
    void before(FileStep step) throws IOException;
}
