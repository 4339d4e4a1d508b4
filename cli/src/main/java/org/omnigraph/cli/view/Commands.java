package org.omnigraph.cli.view;

import org.omnigraph.state.diagnostic.ShellWord;

/// Commands as a person would type them, for advice.
final class Commands {
    private Commands() {}

    /// `omnigraph cluster <rest> --config DIR`, the folder left out if it is the current one.
    static String cluster(String rest, String configDir) {
        String command = "omnigraph cluster " + rest;
        return configDir.isEmpty() || configDir.equals(".")
                ? command
                : command + " --config " + ShellWord.quoted(configDir);
    }
}
