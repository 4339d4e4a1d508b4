package org.omnigraph.engine.query.run;

/// Whether a text contains another, in linear time for any two texts. Short parts are left to
/// [String#contains], which is fastest there but compares the whole part at every place if it must; long ones
/// are found by Knuth, Morris and Pratt.
final class Substring {
    private static final int SHORT_MAX = 64;

    private Substring() {}

    static boolean isIn(String text, String part) {
        if (part.length() <= SHORT_MAX || part.length() > text.length()) {
            return text.contains(part);
        }
        int[] borders = borders(part);
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            while (matched > 0 && part.charAt(matched) != c) {
                matched = borders[matched - 1];
            }
            if (part.charAt(matched) == c) {
                matched++;
                if (matched == part.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    /// For each prefix, how long its longest proper prefix is that is also its suffix.
    private static int[] borders(String part) {
        int[] borders = new int[part.length()];
        int border = 0;
        for (int i = 1; i < borders.length; i++) {
            char c = part.charAt(i);
            while (border > 0 && part.charAt(border) != c) {
                border = borders[border - 1];
            }
            if (part.charAt(border) == c) {
                border++;
            }
            borders[i] = border;
        }
        return borders;
    }
}
