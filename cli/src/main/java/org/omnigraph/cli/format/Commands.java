package org.omnigraph.cli.format;

import org.omnigraph.state.diagnostic.ShellWord;

/// Commands as a person would type them, for advice.
public final class Commands {
    private Commands() {}

    /// `omnigraph cluster <rest> --config DIR`, the folder left out if it is the current one.
    public static String cluster(String rest, String configDir) {
        String command = "omnigraph cluster " + rest;
        return configDir.isEmpty() || configDir.equals(".")
                ? command
                : command + " --config " + ShellWord.quoted(configDir);
    }
}
