package org.omnigraph.engine.query.run;

/// Comparison of numbers by mathematical value (query-language.md §7.13): nothing is truncated or rounded.
public final class Numbers {
    private Numbers() {}

    /// Compares an integer with a finite float.
    static int compare(long integer, double number) {
        if (number >= 0x1p63) {
            return -1;
        }
        if (number < -0x1p63) {
            return 1;
        }
        long whole = (long) number;
        if (integer != whole) {
            return Long.compare(integer, whole);
        }
        double fraction = number - whole;
        return fraction > 0 ? -1 : fraction < 0 ? 1 : 0;
    }

    /// Compares two floats; both zeros are equal.
    static int compare(double a, double b) {
        return a < b ? -1 : a > b ? 1 : 0;
    }

    /// Compares any two boxed numbers: Integer, Long, Float or Double.
    public static int compare(Number a, Number b) {
        boolean floatA = isFloat(a);
        boolean floatB = isFloat(b);
        if (floatA) {
            return floatB ? compare(a.doubleValue(), b.doubleValue()) : -compare(b.longValue(), a.doubleValue());
        }
        return floatB ? compare(a.longValue(), b.doubleValue()) : Long.compare(a.longValue(), b.longValue());
    }

    private static boolean isFloat(Number number) {
        return number instanceof Double || number instanceof Float;
    }
}
