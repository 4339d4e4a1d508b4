package org.omnigraph.catalog.schema;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The scalar types of the schema and query languages (schema-language.md §2), with the spelling that sources and
/// JSON use.
public enum ScalarType {
    STRING("String"),
    BOOL("Bool"),
    I32("I32"),
    I64("I64"),
    U32("U32"),
    U64("U64"),
    F32("F32"),
    F64("F64"),
    DATE("Date"),
    DATE_TIME("DateTime"),
    BLOB("Blob");

    private static final Map<String, ScalarType> BY_SPELLING =
            Arrays.stream(values()).collect(Collectors.toMap(ScalarType::spelling, Function.identity()));

    private final String spelling;

    ScalarType(String spelling) {
        this.spelling = spelling;
    }

    public String spelling() {
        return spelling;
    }

    public boolean isInteger() {
        return this == I32 || this == I64 || this == U32 || this == U64;
    }

    public boolean isNumeric() {
        return isInteger() || this == F32 || this == F64;
    }

    /// The scalar with this exact spelling.
    public static Optional<ScalarType> ofSpelling(String text) {
        return Optional.ofNullable(BY_SPELLING.get(text));
    }
}
