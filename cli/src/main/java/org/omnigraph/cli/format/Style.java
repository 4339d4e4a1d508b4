package org.omnigraph.cli.format;

/// How text may look on the device it goes to: in colour or plain, and how wide.
///
/// @param colour true only on a terminal whose user did not decline
/// @param width columns that a line may have, at least 40
public record Style(boolean colour, int width) {
    /// What a pipe, a file or a test gets.
    public static final Style PLAIN = new Style(false, 80);

    private static final char ESCAPE = 27;

    public Style {
        width = Math.max(40, width);
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    public String blue(String text) {
        return paint("34", text);
    }

    public String cyan(String text) {
        return paint("36", text);
    }

    private String paint(String code, String text) {
        return colour && !text.isEmpty() ? ESCAPE + "[" + code + "m" + text + ESCAPE + "[0m" : text;
    }
}
