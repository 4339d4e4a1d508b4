package org.omnigraph.state.diagnostic;

/// A word of a command that a person is to paste.
public final class ShellWord {
    private ShellWord() {}

    /// The word as a POSIX shell reads it back.
    public static String quoted(String word) {
        boolean plain = !word.isEmpty()
                && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-/:@%+=,".indexOf(c) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
