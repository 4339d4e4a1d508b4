package org.omnigraph.cli;

import java.util.ArrayList;
import java.util.List;

/// A command line as a POSIX shell splits it: spaces, single quotes and backslashes.
final class ShellWords {
    private ShellWords() {}

    static List<String> of(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean started = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
                started = true;
            } else if (c == '\\' && !quoted && i + 1 < command.length()) {
                i++;
                word.append(command.charAt(i));
                started = true;
            } else if (Character.isWhitespace(c) && !quoted) {
                if (started) {
                    words.add(word.toString());
                }
                word.setLength(0);
                started = false;
            } else {
                word.append(c);
                started = true;
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quote stays open: " + command);
        }
        if (started) {
            words.add(word.toString());
        }
        return words;
    }
}
