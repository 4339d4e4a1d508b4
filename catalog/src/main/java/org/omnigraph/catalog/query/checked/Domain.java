package org.omnigraph.catalog.query.checked;

/// How the two sides of a comparison are compared (query-language.md §7.12-§7.14). Null on either side never
/// compares.
public enum Domain {
    /// false < true.
    BOOL,
    /// By mathematical value, exactly: integers and floats mix, nothing is truncated or rounded.
    NUMBER,
    /// As NUMBER, after the side that is a literal or parameter was rounded to F32; the other is an F32 property.
    NUMBER_F32,
    /// By Unicode code point.
    TEXT,
    /// By day; both sides are Dates.
    DATE,
    /// By millisecond; both sides are DateTimes.
    DATE_TIME
}
