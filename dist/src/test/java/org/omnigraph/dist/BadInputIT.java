package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wrong input to the packaged command line: a clear error with a code, the right exit code, and nothing changed.
class BadInputIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    private Path cluster;

    @BeforeEach
    void writeCluster() throws IOException {
        cluster = HandMadeCluster.write(temp.resolve("library"));
    }

    @Test
    void validate_folderMissing_exits66() throws IOException {
        Program.Result result = Program.omnigraph(temp, "cluster", "validate", "--config", "nowhere");
        refused(result, 66, "config_missing", "nowhere");
    }

    @Test
    void validate_brokenYaml_namesTheLine() throws IOException {
        Files.writeString(cluster.resolve("cluster.yaml"), "version: 1\ngraphs: {library: {schema: library.pg\n");
        refused(validate(), 65, "invalid_cluster_yaml", "cluster.yaml:");
    }

    @Test
    void validate_unknownField_suggestsTheNearest() throws IOException {
        Path file = cluster.resolve("cluster.yaml");
        Files.writeString(file, Files.readString(file).replace("queries:", "querys:"));
        refused(validate(), 65, "invalid_cluster_yaml", "queries");
    }

    @Test
    void validate_schemaError_underlinesThePlace() throws IOException {
        Path file = cluster.resolve("library.pg");
        Files.writeString(file, Files.readString(file).replace("year: I32?", "year: I33?"));
        Program.Result result = validate();
        refused(result, 65, "schema_parse_error", "library.pg:5:");
        assertThat(result.err()).contains("^");
    }

    @Test
    void validate_queryError_namesQueryAndRule() throws IOException {
        Path file = cluster.resolve("books.gq");
        Files.writeString(file, Files.readString(file).replace("$b.title", "$b.tittle"));
        refused(validate(), 65, "query_typecheck_error", "title");
    }

    @Test
    void validate_json_isOneDocumentAlsoOnFailure() throws IOException {
        Files.delete(cluster.resolve("library.pg"));
        Program.Result result =
                Program.omnigraph(temp, "cluster", "validate", "--config", cluster.toString(), "--json");
        assertThat(result.exit()).isEqualTo(65);
        JsonNode document = JSON.readTree(result.out());
        assertThat(document.get("ok").asBoolean()).isFalse();
        assertThat(document.get("diagnostics").toString()).contains("schema_file_missing");
    }

    @Test
    void unknownCommand_exits64AndSuggests() throws IOException {
        Program.Result result = Program.omnigraph(temp, "cluster", "aply");
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err()).contains("apply").doesNotContain("Exception");
    }

    @Test
    void apply_withoutALedger_saysRunImport() throws IOException {
        Program.Result result =
                Program.omnigraph(temp, "cluster", "apply", "--config", cluster.toString(), "--as", "ci");
        refused(result, 65, "state_missing", "import");
        assertThat(cluster.resolve("graphs")).doesNotExist();
    }

    @Test
    void apply_lockHeld_exits75AndNamesTheHolder() throws IOException {
        imported();
        Files.writeString(cluster.resolve("__cluster/lock.json"), """
                {"version": 1, "lock_id": "01JD7Z5V3M8Q4XNT2WB6RA9K0C", "operation": "apply", "created_at": "2026-11-21T08:00:00Z", "pid": 4242}
                """);
        Map<String, Long> before = files(cluster);
        Program.Result result =
                Program.omnigraph(temp, "cluster", "apply", "--config", cluster.toString(), "--as", "ci");
        refused(result, 75, "state_lock_held", "01JD7Z5V3M8Q4XNT2WB6RA9K0C");
        assertThat(files(cluster)).isEqualTo(before);
        Program.Result unlocked = Program.omnigraph(
                temp, "cluster", "force-unlock", "01JD7Z5V3M8Q4XNT2WB6RA9K0C", "--config", cluster.toString());
        assertThat(unlocked.exit()).isZero();
        applied();
    }

    @Test
    void load_threeBadLinesOfAThousand_namesAllThreeAndLoadsNothing() throws IOException {
        imported();
        applied();
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 1000; i++) {
            lines.append(
                    switch (i) {
                        case 17 -> "{\"type\":\"Book\",\"data\":{\"isbn\":\"17\",\"title\":42}}";
                        case 500 -> "{\"type\":\"Boook\",\"data\":{\"isbn\":\"500\",\"title\":\"t\"}}";
                        case 999 -> "{\"type\":\"Book\",\"data\":{\"isbn\":\"999\"}}";
                        default -> "{\"type\":\"Book\",\"data\":{\"isbn\":\"" + i + "\",\"title\":\"t\"}}";
                    });
            lines.append('\n');
        }
        Path file = temp.resolve("books.jsonl");
        Files.writeString(file, lines);
        String store = cluster.resolve("graphs/library.omni").toString();
        Program.Result result = Program.omnigraph(temp, "load", file.toString(), "--store", store, "--as", "ci");
        assertThat(result.exit()).isEqualTo(65);
        assertThat(result.err())
                .contains("load_rejected")
                .contains("17")
                .contains("bad_value")
                .contains("500")
                .contains("unknown_type")
                .contains("999")
                .contains("missing_value");
        Program.Result count = Program.omnigraph(
                temp,
                "query",
                "-e",
                "query n() { match { $b: Book } return { count($b) as n } }",
                "--store",
                store,
                "--json");
        assertThat(JSON.readTree(count.out()).get("rows").get(0).get("n").asInt())
                .isZero();
    }

    private Program.Result validate() throws IOException {
        return Program.omnigraph(temp, "cluster", "validate", "--config", cluster.toString());
    }

    private void imported() throws IOException {
        assertThat(Program.omnigraph(temp, "cluster", "import", "--config", cluster.toString())
                        .exit())
                .isZero();
    }

    private void applied() throws IOException {
        Program.Result result =
                Program.omnigraph(temp, "cluster", "apply", "--config", cluster.toString(), "--as", "ci");
        assertThat(result.exit()).as(result.err()).isZero();
    }

    private static void refused(Program.Result result, int exit, String code, String mentions) {
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
        assertThat(result.err()).contains(code).contains(mentions).doesNotContain("Exception");
    }

    /// Every file below the folder with its size.
    private static Map<String, Long> files(Path folder) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                sizes.put(folder.relativize(path).toString(), Files.size(path));
            }
        }
        return sizes;
    }
}
