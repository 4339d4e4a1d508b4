package org.omnigraph.catalog.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates and times as text (schema-language.md §3): what is accepted, and the one spelling that is written. Years
/// outside 0000-9999, which only epoch numbers can bring in, are written with a sign as ISO 8601 does
/// (`+12345-01-01`), and read back. Pure.
public final class CalendarText {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final String DATE = "([0-9]{4}|[+-][0-9]{4,9})-([0-9]{2})-([0-9]{2})";
    private static final Pattern DATE_PATTERN = Pattern.compile(DATE);
    private static final Pattern DATE_TIME_PATTERN = Pattern.compile(
            DATE + "(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,32}))?)?(Z|z|[+-][0-9]{2}:[0-9]{2})?)?");

    private CalendarText() {}

    /// Days since 1970-01-01 of a calendar date `YYYY-MM-DD`; empty if the text is none.
    public static OptionalInt parseDate(String text) {
        Matcher matcher = DATE_PATTERN.matcher(text);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Math.toIntExact(epochDay(matcher)));
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalInt.empty();
        }
    }

    /// Milliseconds since the epoch of a date and time: `T` or a space between them, seconds and fraction optional
    /// (cut to milliseconds), `Z`, `±HH:MM` or nothing (UTC) behind; a bare date is midnight UTC. Empty if the text
    /// is none.
    public static OptionalLong parseDateTime(String text) {
        Matcher matcher = DATE_TIME_PATTERN.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        try {
            long day = epochDay(matcher);
            if (matcher.group(4) == null) {
                return OptionalLong.of(Math.multiplyExact(day, DAY_MILLIS));
            }
            int hour = Integer.parseInt(matcher.group(4));
            int minute = Integer.parseInt(matcher.group(5));
            int second = matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6));
            if (hour > 23 || minute > 59 || second > 59) {
                return OptionalLong.empty();
            }
            String fraction = matcher.group(7) == null ? "" : matcher.group(7);
            int milli = Integer.parseInt((fraction + "000").substring(0, 3));
            OptionalInt offset = offsetMinutes(matcher.group(8) == null ? "Z" : matcher.group(8));
            if (offset.isEmpty()) {
                return OptionalLong.empty();
            }
            long timeOfDay = ((hour * 60L + minute - offset.getAsInt()) * 60L + second) * 1000L + milli;
            // Counted from the midnight nearer to the epoch: the first representable day begins before the range
            // does.
            return day >= 0
                    ? OptionalLong.of(Math.addExact(Math.multiplyExact(day, DAY_MILLIS), timeOfDay))
                    : OptionalLong.of(Math.addExact(Math.multiplyExact(day + 1, DAY_MILLIS), timeOfDay - DAY_MILLIS));
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /// `YYYY-MM-DD`.
    public static String date(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }

    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`, always UTC with three digits.
    public static String dateTime(long epochMilli) {
        long day = Math.floorDiv(epochMilli, DAY_MILLIS);
        int ofDay = (int) Math.floorMod(epochMilli, DAY_MILLIS);
        return String.format(
                Locale.ROOT,
                "%sT%02d:%02d:%02d.%03dZ",
                LocalDate.ofEpochDay(day),
                ofDay / 3_600_000,
                ofDay / 60_000 % 60,
                ofDay / 1000 % 60,
                ofDay % 1000);
    }

    private static long epochDay(Matcher matcher) {
        return LocalDate.of(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)))
                .toEpochDay();
    }

    private static OptionalInt offsetMinutes(String zone) {
        if (zone.equals("Z") || zone.equals("z")) {
            return OptionalInt.of(0);
        }
        int hours = Integer.parseInt(zone.substring(1, 3));
        int minutes = Integer.parseInt(zone.substring(4, 6));
        if (hours > 23 || minutes > 59) {
            return OptionalInt.empty();
        }
        int total = hours * 60 + minutes;
        return OptionalInt.of(zone.charAt(0) == '-' ? -total : total);
    }
}
