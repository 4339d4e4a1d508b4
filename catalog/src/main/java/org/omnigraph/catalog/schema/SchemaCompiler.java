package org.omnigraph.catalog.schema;

import java.util.List;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Compiles `.pg` files: bytes in, a checked model or every problem out (schema-language.md §1-§8). Pure.
public final class SchemaCompiler {
    /// The largest schema file (cluster-contract.md §2).
    public static final int SOURCE_BYTES_MAX = 16 << 20;

    private SchemaCompiler() {}

    /// Parses and checks one schema file.
    ///
    /// @param bytes the exact bytes of the file; their digest is the schema's digest
    public static SchemaResult compile(byte[] bytes) {
        if (bytes.length > SOURCE_BYTES_MAX) {
            return SchemaResult.failed(List.of(Diagnostic.of(
                    DiagnosticCode.SCHEMA_PARSE_ERROR,
                    "",
                    "The schema has " + bytes.length + " bytes; a schema file has at most " + SOURCE_BYTES_MAX + ".")));
        }
        SourceText source = SourceText.decode(bytes);
        Problems problems = new Problems(source, DiagnosticCode.SCHEMA_PARSE_ERROR);
        SchemaAst ast = SchemaParser.parse(source, problems);
        CheckedTypes types = new SchemaChecker(ast, problems).check();
        if (!problems.isEmpty()) {
            return SchemaResult.failed(problems.diagnostics());
        }
        return SchemaResult.of(new SchemaModel(
                source.text(), ContentDigest.of(bytes), types.interfaces(), types.nodes(), types.edges()));
    }
}
