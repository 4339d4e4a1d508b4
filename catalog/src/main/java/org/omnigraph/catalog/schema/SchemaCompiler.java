package org.omnigraph.catalog.schema;

/// Compiles `.pg` files: bytes in, a checked model or every problem out (schema-language.md §1-§8). Pure.
public final class SchemaCompiler {
    private SchemaCompiler() {}

    /// Parses and checks one schema file.
    ///
    /// @param source the exact bytes of the file; their digest is the schema's digest
    @SuppressWarnings("DoNotCallSuggester")
    public static SchemaResult compile(byte[] source) {
        throw new UnsupportedOperationException("filled by the next landing: " + source.length);
    }
}
