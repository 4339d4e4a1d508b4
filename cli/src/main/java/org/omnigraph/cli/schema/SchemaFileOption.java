package org.omnigraph.cli.schema;

import java.util.List;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.catalog.schema.SchemaResult;
import org.omnigraph.cli.shell.InputFiles;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import picocli.CommandLine.Option;

/// `--schema FILE`: the schema that a graph is to have.
public final class SchemaFileOption {
    @Option(
            names = "--schema",
            paramLabel = "FILE",
            required = true,
            description = "The .pg file that the graph is to follow (- reads standard input).")
    String file = "";

    /// The checked schema.
    ///
    /// @throws GraphException with every problem of the file, each at its place
    public SchemaModel compile(Shell shell) {
        SchemaResult result = SchemaCompiler.compile(InputFiles.bytes(file, shell));
        return result.model().orElseThrow(() -> {
            List<Diagnostic> problems = result.diagnostics().stream()
                    .map(problem -> problem.withPath(file))
                    .toList();
            return new GraphException(
                    DiagnosticCode.SCHEMA_PARSE_ERROR, "The schema has errors.", new GraphFailure.Invalid(problems));
        });
    }
}
