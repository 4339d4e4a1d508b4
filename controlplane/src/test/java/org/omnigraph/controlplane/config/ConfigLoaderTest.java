package org.omnigraph.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.diagnostic.Diagnostic;

/// Broken and hostile configs, each with its code and its place.
final class ConfigLoaderTest {
    private static final String GRAPH = "version: 1\ngraphs:\n  g: { schema: brain.pg }\n";

    @TempDir
    private Path folder;

    private TestCluster cluster;

    @BeforeEach
    void makeFolder() {
        cluster = TestCluster.small(folder);
    }

    private LoadedConfig load() {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> ConfigLoader.load(folder));
    }

    static Stream<Arguments> brokenYaml() {
        return Stream.of(
                Arguments.of("", "invalid_cluster_yaml", 0),
                Arguments.of("graphs: {}\n", "invalid_cluster_yaml", 1),
                Arguments.of("version: 2\n", "unsupported_cluster_config_version", 1),
                Arguments.of("version: \"1\"\n", "unsupported_cluster_config_version", 1),
                Arguments.of("version: 1\ngraph: {}\n", "invalid_cluster_yaml", 2),
                Arguments.of("version: 1\npipelines: {}\n", "future_phase_field", 2),
                Arguments.of(GRAPH.replace("brain.pg", "brain.pg, bindings: {}"), "future_phase_field", 3),
                Arguments.of("version: 1\nversion: 1\n", "duplicate_yaml_key", 2),
                Arguments.of(GRAPH.replace("schema:", "schema: x.pg, schema:"), "duplicate_yaml_key", 3),
                Arguments.of("version: 1\nmetadata: { name: \" \" }\n", "empty_metadata_name", 2),
                Arguments.of("version: 1\nstorage: \"\"\n", "invalid_storage_root", 2),
                Arguments.of("version: 1\nstorage: s3://\n", "invalid_storage_root", 2),
                Arguments.of("version: 1\nstorage: gs://b/p\n", "invalid_storage_root", 2),
                Arguments.of("version: 1\nstorage: [a]\n", "invalid_storage_root", 2),
                Arguments.of("version: 1\nstate: { backend: s3 }\n", "unsupported_state_backend", 2),
                Arguments.of("version: 1\nstate: { lock: yes }\n", "invalid_cluster_yaml", 2),
                Arguments.of("version: 1\ngraphs:\n  a.b: { schema: brain.pg }\n", "invalid_resource_id", 3),
                Arguments.of("version: 1\ngraphs:\n  ../x: { schema: brain.pg }\n", "invalid_resource_id", 3),
                Arguments.of(GRAPH.replace("brain.pg", "none.pg"), "schema_file_missing", 3),
                Arguments.of(GRAPH.replace("brain.pg", "../out.pg"), "path_escapes_config", 3),
                Arguments.of(GRAPH.replace("brain.pg", "/etc/passwd"), "path_escapes_config", 3),
                Arguments.of(GRAPH.replace("schema: brain.pg", "queries: q"), "invalid_cluster_yaml", 3),
                Arguments.of(GRAPH.replace("brain.pg", "brain.pg, queries: none/"), "query_dir_unreadable", 3),
                Arguments.of(GRAPH.replace("brain.pg", "brain.pg, queries: [none.gq]"), "query_file_missing", 3),
                Arguments.of(
                        GRAPH.replace("brain.pg", "brain.pg, queries: { nope: { file: queries/people.gq } }"),
                        "query_key_mismatch",
                        3),
                Arguments.of(
                        GRAPH.replace("brain.pg", "brain.pg, queries: [queries/people.gq, copy.gq]"),
                        "duplicate_query_name",
                        1),
                Arguments.of(GRAPH.replace("brain.pg", "brain.pg, on_remove: keep"), "invalid_cluster_yaml", 3),
                Arguments.of(GRAPH + "policies:\n  p: { file: base.yaml }\n", "policy_missing_applies_to", 5),
                Arguments.of(
                        GRAPH + "policies:\n  p: { file: base.yaml, applies_to: [] }\n",
                        "policy_missing_applies_to",
                        5),
                Arguments.of(
                        GRAPH + "policies:\n  p: { file: base.yaml, applies_to: [h] }\n",
                        "dangling_graph_reference",
                        5),
                Arguments.of(
                        GRAPH + "policies:\n  p: { file: base.yaml, applies_to: [schema.g] }\n",
                        "wrong_kind_reference",
                        5),
                Arguments.of(
                        GRAPH + "policies:\n  p: { file: base.yaml, applies_to: [g, cluster] }\n",
                        "policy_mixed_binding_kinds",
                        5),
                Arguments.of(
                        GRAPH + "policies:\n  p: { file: base.yaml, applies_to: [g] }\n"
                                + "  q: { file: base.yaml, applies_to: [graph.g] }\n",
                        "duplicate_policy_binding",
                        6),
                Arguments.of(
                        GRAPH + "policies:\n  p: { file: none.yaml, applies_to: [g] }\n", "policy_file_missing", 5),
                Arguments.of("version: 1\nx: &a [1]\n", "invalid_cluster_yaml", 2),
                Arguments.of("version: 1\nmetadata: !!str x\n", "invalid_cluster_yaml", 2),
                Arguments.of("version: 1\n---\nversion: 1\n", "invalid_cluster_yaml", 2),
                Arguments.of("version: [1\n", "invalid_cluster_yaml", 2),
                Arguments.of("\tversion: 1\n", "invalid_cluster_yaml", 1),
                Arguments.of("[".repeat(5000), "invalid_cluster_yaml", 1),
                Arguments.of("a: ".repeat(2000), "invalid_cluster_yaml", 1),
                Arguments.of("- version\n", "invalid_cluster_yaml", 1),
                Arguments.of("? [a]\n: b\n", "invalid_cluster_yaml", 1));
    }

    @ParameterizedTest
    @MethodSource("brokenYaml")
    void load_brokenClusterYaml_isRefusedWithCodeAndLine(String yaml, String code, int line) {
        cluster.write("cluster.yaml", yaml).write("copy.gq", TestCluster.QUERIES);
        LoadedConfig config = load();
        assertThat(config.cluster()).isEmpty();
        assertThat(config.diagnostics())
                .filteredOn(Diagnostic::isError)
                .extracting(d -> d.code().wireName() + "@" + d.position().line())
                .contains(code + "@" + line);
    }

    @Test
    void load_misspeltField_namesTheNearest() {
        cluster.write("cluster.yaml", "version: 1\ngraps: {}\n");
        assertThat(load().diagnostics())
                .singleElement()
                .satisfies(problem -> assertThat(problem.help()).contains("`graphs`"));
    }

    @Test
    void load_manyProblems_reportsAllAtOnce() {
        cluster.write("cluster.yaml", """
                version: 3
                foo: 1
                storage: ""
                graphs:
                  g: { schema: none.pg }
                """);
        assertThat(load().diagnostics()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void load_brokenSchemaAndQuery_pointIntoTheirFiles() {
        cluster.write("brain.pg", "node person {}\n").write("queries/people.gq", "query {");
        assertThat(load().diagnostics()).extracting(Diagnostic::path).contains("brain.pg", "queries/people.gq");
    }

    @Test
    void load_linkOutOfTheFolder_isRefused(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("secret.pg"), TestCluster.SCHEMA);
        Files.delete(folder.resolve("brain.pg"));
        Files.createSymbolicLink(folder.resolve("brain.pg"), outside.resolve("secret.pg"));
        assertThat(load().diagnostics())
                .extracting(problem -> problem.code().wireName())
                .contains("path_escapes_config");
    }

    @Test
    void load_linkInsideTheFolder_isFollowed() throws IOException {
        Files.move(folder.resolve("brain.pg"), folder.resolve("real.pg"));
        Files.createSymbolicLink(folder.resolve("brain.pg"), Path.of("real.pg"));
        assertThat(load().cluster()).isPresent();
    }

    @Test
    void load_folderOrSparseFileInsteadOfAFile_isRefusedAtOnce() throws IOException {
        Files.delete(folder.resolve("brain.pg"));
        Files.createDirectory(folder.resolve("brain.pg"));
        assertThat(load().diagnostics())
                .extracting(problem -> problem.code().wireName())
                .contains("config_file_unreadable");
        Files.delete(folder.resolve("brain.pg"));
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("brain.pg").toFile(), "rw")) {
            sparse.setLength(10L << 30);
        }
        assertThat(load().diagnostics())
                .extracting(problem -> problem.code().wireName())
                .contains("config_file_too_large");
    }

    @Test
    void load_clusterYamlOverOneMebibyte_isRefusedUnparsed() {
        cluster.write("cluster.yaml", "version: 1 #" + "x".repeat(1 << 20));
        assertThat(load().diagnostics())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code().wireName()).isEqualTo("config_file_too_large"));
    }

    @Test
    void load_missingFolder_saysSo() {
        LoadedConfig config = ConfigLoader.load(folder.resolve("nowhere"));
        assertThat(config.diagnostics())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code().wireName()).isEqualTo("config_missing"));
    }

    @Test
    void configDigest_commentsDefaultsAndSpelling_doNotCount() {
        String digest = load().cluster().orElseThrow().configDigest().hex();
        cluster.write("cluster.yaml", """
                # the same
                policies: { base: { applies_to: [graph.brain], file: base.yaml } }
                state: { lock: true, backend: cluster }
                graphs: { brain: { queries: "queries/", schema: brain.pg, protect: false, on_remove: delete } }
                version: 1
                """);
        assertThat(load().cluster().orElseThrow().configDigest().hex()).isEqualTo(digest);
        cluster.write("cluster.yaml", text("cluster.yaml").replace("protect: false", "protect: true"));
        assertThat(load().cluster().orElseThrow().configDigest().hex()).isNotEqualTo(digest);
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void load_threeFormsOfQueries_registerTheSame() {
        var byFolder = load().cluster().orElseThrow().digests();
        for (String form : List.of("[queries/people.gq]", "{ people: { file: queries/people.gq } }")) {
            cluster.write("cluster.yaml", text("cluster.yaml").replaceAll("queries: [^}]*", "queries: " + form));
            assertThat(load().diagnostics()).isEmpty();
            assertThat(load().cluster().orElseThrow().digests()).isEqualTo(byFolder);
            cluster = TestCluster.small(folder);
        }
    }
}
