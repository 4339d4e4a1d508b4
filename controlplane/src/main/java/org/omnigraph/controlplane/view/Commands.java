package org.omnigraph.controlplane.view;

/// Commands as a person would type them, for advice.
final class Commands {
    private Commands() {}

    /// `omnigraph cluster <rest> --config DIR`, the folder left out if it is the current one.
    static String cluster(String rest, String configDir) {
        String command = "omnigraph cluster " + rest;
        return configDir.isEmpty() || configDir.equals(".") ? command : command + " --config " + quoted(configDir);
    }

    /// A word as a POSIX shell reads it back.
    static String quoted(String word) {
        boolean plain = !word.isEmpty()
                && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-/:@%+=,".indexOf(c) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
