package org.omnigraph.engine.work;

/// Sizes of memory as people write them: bytes, or a number followed by K, M or G.
final class MemorySize {
    private MemorySize() {}

    /// The bytes that the text means.
    ///
    /// @param variable the name of what is set, for the message
    /// @throws IllegalArgumentException if the text is no size above 0
    static long parse(String variable, String text) {
        char unit = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        int shift = switch (unit) {
            case 'K', 'k' -> 10;
            case 'M', 'm' -> 20;
            case 'G', 'g' -> 30;
            default -> 0;
        };
        String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
        try {
            long bytes = Math.multiplyExact(Long.parseLong(digits), 1L << shift);
            if (bytes > 0) {
                return bytes;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(message(variable, text), e);
        }
        throw new IllegalArgumentException(message(variable, text));
    }

    private static String message(String variable, String text) {
        return variable + "=" + text + " is no size; give bytes, or a number followed by K, M or G, as in 512M";
    }
}
