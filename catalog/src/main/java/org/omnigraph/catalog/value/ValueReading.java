package org.omnigraph.catalog.value;

/// What reading one JSON value by a type gave (schema-language.md §3).
public sealed interface ValueReading {

    /// A value in the Java representation of its type (see the package).
    record Value(Object value) implements ValueReading {}

    /// JSON null or absence. Whether that is allowed is the property's business.
    record Null() implements ValueReading {}

    /// Refused.
    ///
    /// @param code `bad_value`, or `enum_violation` for a String outside an enum's set
    /// @param reason what is wrong, without the property's name: `is no I32: 3.5`
    record Refused(String code, String reason) implements ValueReading {}
}
