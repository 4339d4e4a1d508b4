package org.omnigraph.controlplane.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.query.ParseResult;
import org.omnigraph.catalog.query.QueryChecker;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.ast.QueryFile;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.catalog.schema.SchemaResult;
import org.omnigraph.controlplane.config.ClusterYaml.GraphEntry;
import org.omnigraph.controlplane.config.ClusterYaml.Located;
import org.omnigraph.controlplane.config.ClusterYaml.NamedQuery;
import org.omnigraph.controlplane.config.ClusterYaml.Queries;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.SourcePosition;

/// The declared graphs: schemas compiled, queries parsed and type-checked. Every file is read and parsed once,
/// whoever names it.
final class GraphsLoader {
    private final ReferencedFiles references;
    private final List<Diagnostic> problems;
    private final SortedMap<ResourceAddress, DeclaredResource> resources = new TreeMap<>();
    private final List<GraphFiles> graphFiles = new ArrayList<>();
    private final Set<String> filesReported = new HashSet<>();

    GraphsLoader(ReferencedFiles references, List<Diagnostic> problems) {
        this.references = references;
        this.problems = problems;
    }

    /// All of the graphs whose digests are known: schemas and queries also of broken ones.
    SortedMap<ResourceAddress, DeclaredResource> resources() {
        return resources;
    }

    /// Which files each graph has, whatever is in them.
    List<GraphFiles> files() {
        return graphFiles;
    }

    /// The graphs that have a schema without error. Their queries are complete only if nothing was reported.
    SortedMap<GraphId, DesiredGraph> load(List<GraphEntry> entries) {
        List<Selection> selections = new ArrayList<>();
        Set<String> paths = new LinkedHashSet<>();
        for (GraphEntry entry : entries) {
            Selection selection = select(entry);
            selections.add(selection);
            List<String> queries =
                    selection.files().stream().map(Located::text).distinct().toList();
            paths.addAll(queries);
            graphFiles.add(new GraphFiles(entry.id().text(), entry.schema().text(), queries));
        }
        Map<String, ParsedFile> files = new HashMap<>();
        for (ParsedFile file : Fanout.map(List.copyOf(paths), this::parse)) {
            files.put(file.path(), file);
        }
        SortedMap<GraphId, DesiredGraph> graphs = new TreeMap<>();
        for (Selection selection : selections) {
            loadGraph(selection, files).ifPresent(graph -> graphs.put(graph.id(), graph));
        }
        return graphs;
    }

    /// Which query files a graph wants, and which names of them.
    ///
    /// @param names wanted names with their file; empty for every declaration of every file
    private record Selection(GraphEntry graph, List<Located> files, List<NamedQuery> names) {}

    private Selection select(GraphEntry graph) {
        String what = "graph `" + graph.id().text() + "`";
        return switch (graph.queries()) {
            case Queries.None none -> new Selection(graph, List.of(), List.of());
            case Queries.Files(List<Located> paths) -> new Selection(graph, paths, List.of());
            case Queries.Named(List<NamedQuery> queries) ->
                new Selection(graph, queries.stream().map(NamedQuery::file).toList(), queries);
            case Queries.Folder(Located path) -> {
                Optional<List<String>> found = references.queryFiles(path, what);
                if (found.isPresent() && found.get().isEmpty()) {
                    references.report(
                            DiagnosticCode.QUERY_DIR_EMPTY,
                            path,
                            "The folder `" + path.text() + "` for " + what + " holds no .gq file.",
                            "");
                }
                List<Located> files = found.orElse(List.of()).stream()
                        .map(file -> new Located(file, path.position()))
                        .toList();
                yield new Selection(graph, files, List.of());
            }
        };
    }

    /// One query file, read and parsed; `digest` is null if it could not be read.
    private static final class ParsedFile {
        private final String path;
        private final FileReading reading;
        private final @Nullable ContentDigest digest;
        private final @Nullable QueryFile queries;
        private final List<Diagnostic> diagnostics;

        ParsedFile(
                String path,
                FileReading reading,
                @Nullable ContentDigest digest,
                @Nullable QueryFile queries,
                List<Diagnostic> diagnostics) {
            this.path = path;
            this.reading = reading;
            this.digest = digest;
            this.queries = queries;
            this.diagnostics = diagnostics;
        }

        String path() {
            return path;
        }
    }

    private ParsedFile parse(String path) {
        FileReading reading = references.read(path);
        if (!(reading instanceof FileReading.Content(byte[] bytes))) {
            return new ParsedFile(path, reading, null, null, List.of());
        }
        FileReading read = new FileReading.Content(new byte[0]);
        ContentDigest digest = ContentDigest.of(bytes);
        Optional<String> text = decode(bytes);
        if (text.isEmpty()) {
            return new ParsedFile(
                    path,
                    read,
                    digest,
                    null,
                    List.of(Diagnostic.of(DiagnosticCode.QUERY_PARSE_ERROR, path, "The file is not UTF-8 text.")));
        }
        ParseResult result = QueryParser.parse(text.get());
        return new ParsedFile(
                path,
                read,
                digest,
                result.file().orElse(null),
                result.diagnostics().stream()
                        .map(problem -> problem.withPath(path))
                        .toList());
    }

    private Optional<DesiredGraph> loadGraph(Selection selection, Map<String, ParsedFile> files) {
        GraphEntry entry = selection.graph();
        GraphId id = new GraphId(entry.id().text());
        Optional<SchemaModel> schema = loadSchema(id, entry.schema());
        Map<String, Declared> declared = declared(id, selection, files);
        SortedMap<String, DesiredQuery> queries = new TreeMap<>();
        SortedMap<String, ContentDigest> digests = new TreeMap<>();
        for (Declared query : declared.values()) {
            queries.put(query.name(), new DesiredQuery(query.name(), query.path(), query.digest()));
            digests.put(query.name(), query.digest());
            ResourceAddress address = new ResourceAddress.Query(id, query.name());
            resources.put(
                    address,
                    new DeclaredResource(address, query.digest(), query.path(), new Place(query.path(), query.line())));
        }
        if (schema.isEmpty()) {
            if (!declared.isEmpty()) {
                problems.add(Diagnostic.of(
                        DiagnosticCode.QUERY_TYPECHECK_SKIPPED,
                        "graph." + id,
                        (declared.size() == 1 ? "1 query was" : declared.size() + " queries were")
                                + " not type-checked, because the schema is broken."));
            }
            return Optional.empty();
        }
        typeCheck(List.copyOf(declared.values()), schema.get());
        ContentDigest digest = ContentDigest.ofGraph(id.value(), schema.get().digest(), digests);
        ResourceAddress address = new ResourceAddress.Graph(id);
        resources.put(address, new DeclaredResource(address, digest, "", ClusterYaml.place(entry.id())));
        return Optional.of(new DesiredGraph(
                id, entry.schema().text(), schema.get(), queries, digest, entry.isProtected(), entry.onRemove()));
    }

    private Optional<SchemaModel> loadSchema(GraphId id, Located reference) {
        if (!reference.isPresent()) {
            return Optional.empty();
        }
        Optional<byte[]> bytes = references.content(
                reference,
                references.read(reference.text()),
                DiagnosticCode.SCHEMA_FILE_MISSING,
                "the schema of graph `" + id + "`");
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        ResourceAddress address = new ResourceAddress.Schema(id);
        resources.put(
                address,
                new DeclaredResource(
                        address, ContentDigest.of(bytes.get()), reference.text(), ClusterYaml.place(reference)));
        SchemaResult result = SchemaCompiler.compile(bytes.get());
        if (filesReported.add(reference.text())) {
            result.diagnostics().forEach(problem -> problems.add(problem.withPath(reference.text())));
        }
        return result.model();
    }

    /// A query that a graph registers.
    private record Declared(String name, QueryDecl query, String path, int line, ContentDigest digest) {}

    private Map<String, Declared> declared(GraphId id, Selection selection, Map<String, ParsedFile> files) {
        Map<String, Declared> declared = new LinkedHashMap<>();
        boolean all = selection.names().isEmpty();
        for (int i = 0; i < selection.files().size(); i++) {
            Located reference = selection.files().get(i);
            ParsedFile file = files.get(reference.text());
            if (file == null || !isUsable(file, reference, id)) {
                continue;
            }
            QueryFile queries = file.queries;
            ContentDigest digest = file.digest;
            if (queries == null || digest == null) {
                continue;
            }
            if (all) {
                queries.queries().forEach(query -> register(declared, query, file.path(), digest));
            } else {
                Located name = selection.names().get(i).name();
                Optional<QueryDecl> query = queries.query(name.text());
                if (query.isPresent()) {
                    register(declared, query.get(), file.path(), digest);
                } else {
                    reportKeyMismatch(name, file.path(), queries);
                }
            }
        }
        return declared;
    }

    private boolean isUsable(ParsedFile file, Located reference, GraphId id) {
        Optional<byte[]> content = references.content(
                reference, file.reading, DiagnosticCode.QUERY_FILE_MISSING, "the queries of graph `" + id + "`");
        if (content.isPresent() && filesReported.add(file.path())) {
            problems.addAll(file.diagnostics);
        }
        return content.isPresent();
    }

    private void register(Map<String, Declared> declared, QueryDecl query, String path, ContentDigest digest) {
        String name = query.name().text();
        SourcePosition position = query.source().position(query.name().span());
        if (!GraphId.isValid(name)) {
            problems.add(Diagnostic.at(
                    DiagnosticCode.INVALID_RESOURCE_ID,
                    path,
                    position,
                    "`" + name + "` is no valid query name: at most 64 characters."));
            return;
        }
        Declared first = declared.putIfAbsent(name, new Declared(name, query, path, position.line(), digest));
        if (first != null) {
            problems.add(Diagnostic.at(
                            DiagnosticCode.DUPLICATE_QUERY_NAME,
                            path,
                            position,
                            first.path().equals(path)
                                    ? "Query `" + name + "` is declared twice, or its file is listed twice."
                                    : "Query `" + name + "` is declared in `" + first.path() + "` already.")
                    .withHelp("Rename one of the two."));
        }
    }

    private void reportKeyMismatch(Located name, String path, QueryFile queries) {
        List<String> names =
                queries.queries().stream().map(query -> query.name().text()).toList();
        String hint = NearestName.hint(name.text(), names);
        references.report(
                DiagnosticCode.QUERY_KEY_MISMATCH,
                name,
                "`" + path + "` declares no query `" + name.text() + "`.",
                hint.isEmpty() ? "It declares: " + String.join(", ", names) + "." : hint);
    }

    private void typeCheck(List<Declared> queries, SchemaModel schema) {
        QueryChecker checker = new QueryChecker(schema);
        List<List<Diagnostic>> found = Fanout.map(
                queries,
                query -> checker.check(query.query()).diagnostics().stream()
                        .map(problem -> problem.withPath(query.path()))
                        .toList());
        found.forEach(problems::addAll);
    }

    private static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
