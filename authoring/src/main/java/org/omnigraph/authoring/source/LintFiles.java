package org.omnigraph.authoring.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.query.lint.LintReport;
import org.omnigraph.catalog.query.lint.QueryLint;
import org.omnigraph.catalog.query.lint.SchemaOrigin;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.catalog.schema.SchemaResult;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.DesiredGraph;
import org.omnigraph.controlplane.config.DesiredQuery;
import org.omnigraph.controlplane.config.EditedFiles;
import org.omnigraph.controlplane.config.LoadedConfig;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Lints source files (query-language.md §10): errors as `cluster validate` reports them, and advice.
public final class LintFiles {
    private LintFiles() {}

    /// A whole cluster folder: every file that it declares. As long as something in it is broken, that alone is
    /// reported.
    public static LintOutcome folder(Path configDir) {
        return folder(configDir, ConfigLoader.load(configDir), EditedFiles.NONE);
    }

    /// A cluster folder that is loaded already, with these texts in place of its files.
    public static LintOutcome folder(Path configDir, LoadedConfig config, EditedFiles edited) {
        List<Diagnostic> diagnostics = new ArrayList<>(config.diagnostics());
        List<LintReport> reports = new ArrayList<>();
        int schemas = 0;
        for (DesiredGraph graph : config.cluster()
                .map(DesiredCluster::graphs)
                .map(graphs -> List.copyOf(graphs.values()))
                .orElse(List.of())) {
            schemas++;
            TreeMap<String, DesiredQuery> files = new TreeMap<>();
            graph.queries().values().forEach(query -> files.put(query.path(), query));
            for (DesiredQuery file : files.values()) {
                Optional<byte[]> bytes = ConfigLoader.read(configDir, file.path(), edited)
                        .filter(content -> ContentDigest.of(content).equals(file.digest()));
                if (bytes.isEmpty()) {
                    diagnostics.add(Diagnostic.of(
                            DiagnosticCode.RESOURCE_CONTENT_CHANGED,
                            file.path(),
                            "The file changed while it was looked at."));
                } else {
                    reports.add(QueryLint.lint(
                            new String(bytes.get(), StandardCharsets.UTF_8),
                            file.path(),
                            graph.schema(),
                            new SchemaOrigin.OfFile(graph.schemaPath())));
                }
            }
        }
        return new LintOutcome(false, schemas + reports.size(), reports, diagnostics);
    }

    /// Where the schema comes from that query files are checked against.
    public record Schema(SchemaOrigin origin, String source) {}

    /// Files and folders: schemas by themselves, queries against one schema.
    ///
    /// @param schema present if any of the files holds queries
    public static LintOutcome files(List<String> names, Optional<Schema> schema, SourceAccess access) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<LintReport> reports = new ArrayList<>();
        Optional<SchemaModel> model = schema.flatMap(given -> compile(given, diagnostics));
        for (String name : names) {
            if (SourceKind.isSchema(name)) {
                SchemaCompiler.compile(access.bytes(name))
                        .diagnostics()
                        .forEach(problem -> diagnostics.add(problem.withPath(name)));
            } else if (model.isPresent()) {
                LintReport report = QueryLint.lint(
                        access.text(name),
                        name,
                        model.get(),
                        schema.orElseThrow().origin());
                reports.add(report);
                diagnostics.addAll(report.diagnostics());
            }
        }
        boolean single = names.size() == 1 && reports.size() == 1;
        return new LintOutcome(
                single, names.size(), reports, diagnostics.stream().distinct().toList());
    }

    private static Optional<SchemaModel> compile(Schema schema, List<Diagnostic> diagnostics) {
        SchemaResult result = SchemaCompiler.compile(schema.source().getBytes(StandardCharsets.UTF_8));
        String path = switch (schema.origin()) {
            case SchemaOrigin.OfFile(String file) -> file;
            case SchemaOrigin.OfGraph(String uri) -> uri;
        };
        result.diagnostics().forEach(problem -> diagnostics.add(problem.withPath(path)));
        return result.model();
    }
}
