package org.omnigraph.controlplane.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// Everything of the outside world that a command may touch besides files: handed in, so that tests run the whole
/// program in process.
///
/// @param stdin read only by commands that were told to (`-`)
/// @param out results
/// @param err diagnostics, notes and progress
/// @param environment the process's variables
/// @param workingFolder against which relative paths are resolved
/// @param home the user's home folder
/// @param screen what the two output streams are attached to
/// @param interruption set when the person or the system asks the process to stop
public record Shell(
        InputStream stdin,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path workingFolder,
        Path home,
        Screen screen,
        Interruption interruption) {
    public Shell {
        environment = Map.copyOf(environment);
    }

    /// A variable's value, empty if it is unset.
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /// A path as the person wrote it, made absolute.
    public Path resolve(String path) {
        return workingFolder.resolve(path).normalize();
    }
}
