package org.omnigraph.cli.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Everything of the outside world that a command may touch besides files.
///
/// @param stdin read only by commands that were told to (`-`)
/// @param out results
/// @param err diagnostics, notes and progress
/// @param environment the process's variables
/// @param workingFolder against which relative paths are resolved
/// @param home the user's home folder
/// @param screen what the two output streams are attached to
/// @param interruption set when the person or the system asks the process to stop
/// @param clock for what is recorded and shown; nothing is decided by it
/// @param programHome the folder with the launchers and examples; empty if unknown
public record Shell(
        InputStream stdin,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path workingFolder,
        Path home,
        Screen screen,
        Interruption interruption,
        InstantSource clock,
        Backends backends,
        String programHome) {
    public Shell {
        environment = Map.copyOf(environment);
    }

    /// A variable's value, empty if it is unset.
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /// A path as the person wrote it, made absolute.
    public Path resolve(String path) {
        return workingFolder.resolve(parse(path)).normalize();
    }

    /// A path that may stay relative, so that messages show it as the person wrote it.
    public Path asWritten(String path) {
        Path parsed = parse(path);
        boolean here = workingFolder.equals(Path.of("").toAbsolutePath());
        return here || parsed.isAbsolute() ? parsed : resolve(path);
    }

    private static Path parse(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw Refusal.usage("`" + path.replace('\0', '?') + "` is no path", "Correct the path.");
        }
    }

    /// The same world with other output streams, which are no terminals.
    public Shell withStreams(PrintStream newOut, PrintStream newErr) {
        return new Shell(
                stdin,
                newOut,
                newErr,
                environment,
                workingFolder,
                home,
                Screen.NONE,
                interruption,
                clock,
                backends,
                programHome);
    }
}
