package org.omnigraph.authoring.lsp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnigraph.authoring.language.SchemaText;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.EditedFiles;
import org.omnigraph.controlplane.config.GraphFiles;
import org.omnigraph.controlplane.config.LoadedConfig;
import org.omnigraph.state.store.RealPath;

/// The open texts and the folders around them. Of the disk it reads only the cluster folder that a text belongs to,
/// or else the text's own folder; it looks for a cluster folder no higher than the folders that the editor has open.
/// Not safe for several threads.
final class Workspace {
    static final String CLUSTER_YAML = "cluster.yaml";

    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final List<Path> roots = new ArrayList<>();
    private final Map<Path, LoadedConfig> loaded = new HashMap<>();

    void addRoot(Path root) {
        roots.add(root);
    }

    void put(Document document) {
        documents.put(document.uri(), document);
        loaded.clear();
    }

    void remove(String uri) {
        documents.remove(uri);
        loaded.clear();
    }

    /// Something on disk may have changed.
    void forgetFiles() {
        loaded.clear();
    }

    @Nullable
    Document document(String uri) {
        return documents.get(uri);
    }

    /// The open text of a file.
    Optional<Document> open(Path file) {
        return documents.values().stream()
                .filter(document -> document.file().filter(file::equals).isPresent())
                .findFirst();
    }

    /// The problems of every open text, and of the files of their cluster folders that have any, by URI.
    Map<String, List<Problem>> check() {
        Map<String, List<Problem>> problems = new LinkedHashMap<>();
        documents.values().stream()
                .map(this::clusterFolder)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(folder -> Check.folder(folder, config(folder), edited())
                        .forEach((file, found) -> problems.put(uri(file), found)));
        for (Document document : documents.values()) {
            boolean declared = clusterFolder(document)
                    .filter(folder -> isDeclared(document, folder))
                    .isPresent();
            if (document.isTooLong()) {
                problems.put(document.uri(), Check.tooLong());
            } else if (declared) {
                problems.putIfAbsent(document.uri(), List.of());
            } else if (document.isSchema()) {
                problems.put(document.uri(), Check.schema(document.text()));
            } else if (document.isQueries()) {
                List<String> schemas = schemaFiles(document).stream()
                        .map(this::text)
                        .flatMap(Optional::stream)
                        .toList();
                problems.put(
                        document.uri(),
                        schemas.size() == 1
                                ? Check.queries(document.text(), schemas.getFirst())
                                : Check.queries(document.text()));
            }
        }
        return problems;
    }

    private boolean isDeclared(Document document, Path folder) {
        Path file = document.file().orElseThrow();
        return file.equals(folder.resolve(CLUSTER_YAML))
                || config(folder).files().stream()
                        .flatMap(Workspace::paths)
                        .anyMatch(path -> isFile(folder, path, file));
    }

    private static Stream<String> paths(GraphFiles files) {
        return Stream.concat(Stream.of(files.schema()), files.queries().stream());
    }

    private static boolean isFile(Path folder, String path, Path file) {
        return !path.isEmpty() && RealPath.of(folder.resolve(path).normalize()).equals(file);
    }

    private LoadedConfig config(Path folder) {
        return loaded.computeIfAbsent(folder, key -> ConfigLoader.load(key, edited()));
    }

    private EditedFiles edited() {
        Map<Path, String> texts = new HashMap<>();
        documents.values().forEach(document -> document.file().ifPresent(file -> texts.put(file, document.text())));
        return new EditedFiles(texts);
    }

    /// The folder with `cluster.yaml` that is nearest above a text.
    private Optional<Path> clusterFolder(Document document) {
        Path folder = document.file().map(Path::getParent).orElse(null);
        boolean own = true;
        while (folder != null && (own || isInRoots(folder))) {
            if (Files.isRegularFile(folder.resolve(CLUSTER_YAML))
                    || open(folder.resolve(CLUSTER_YAML)).isPresent()) {
                return Optional.of(folder);
            }
            folder = folder.getParent();
            own = false;
        }
        return Optional.empty();
    }

    private boolean isInRoots(Path folder) {
        return roots.stream().anyMatch(folder::startsWith);
    }

    /// The schemas that a text is about: itself, or those of the graphs that have this query file, or outside of a
    /// cluster the only one beside it.
    List<SchemaFile> schemas(Document document) {
        if (document.isSchema()) {
            return List.of(new SchemaFile(document.uri(), new SchemaText(document.text())));
        }
        return schemaFiles(document).stream()
                .flatMap(file -> text(file).stream().map(text -> new SchemaFile(uri(file), new SchemaText(text))))
                .toList();
    }

    /// A schema and where it stands.
    record SchemaFile(String uri, SchemaText text) {}

    private List<Path> schemaFiles(Document document) {
        Optional<Path> file = document.file();
        if (file.isEmpty()) {
            return List.of();
        }
        Optional<Path> folder = clusterFolder(document);
        if (folder.isPresent() && isDeclared(document, folder.get())) {
            return config(folder.get()).files().stream()
                    .filter(files ->
                            files.queries().stream().anyMatch(query -> isFile(folder.get(), query, file.get())))
                    .map(GraphFiles::schema)
                    .filter(path -> !path.isEmpty())
                    .map(path -> RealPath.of(folder.get().resolve(path).normalize()))
                    .filter(path -> path.startsWith(folder.get()))
                    .distinct()
                    .toList();
        }
        return besides(file.get());
    }

    /// The schema beside a file; none if there are several.
    private List<Path> besides(Path file) {
        Path folder = file.getParent();
        List<Path> found = new ArrayList<>();
        if (folder != null) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.pg")) {
                for (Path entry : entries) {
                    if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                        found.add(entry);
                    }
                }
            } catch (IOException e) {
                return List.of();
            }
        }
        return found.size() == 1 ? found : List.of();
    }

    /// The text of a file: the open one, or what is on disk.
    private Optional<String> text(Path file) {
        Path folder = file.getParent();
        Path name = file.getFileName();
        return folder == null || name == null
                ? Optional.empty()
                : ConfigLoader.read(folder, name.toString(), edited())
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /// A file as the editor names it if it has it open.
    private String uri(Path file) {
        return open(RealPath.of(file))
                .map(Document::uri)
                .orElseGet(() -> file.toUri().toString());
    }
}
