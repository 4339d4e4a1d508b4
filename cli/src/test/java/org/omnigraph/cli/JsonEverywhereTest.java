package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.cli.shell.FailureResults;
import org.omnigraph.state.json.Json;

/// `--json` prints exactly one JSON document on standard output, whatever happens.
final class JsonEverywhereTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "--nonsense",
                "cluster",
                "cluster nonsense",
                "cluster validate",
                "cluster validate --config missing",
                "cluster validate --config broken",
                "cluster validate --config file.txt",
                "cluster import --config missing",
                "cluster import --config broken",
                "cluster plan --config missing",
                "cluster plan --config broken",
                "cluster plan --nonsense",
                "cluster apply --config missing --as me",
                "cluster apply --config broken --as me",
                "cluster approve graph.x --config missing --as me",
                "cluster approve graph.x --config broken",
                "cluster approve",
                "cluster status --config missing",
                "cluster refresh --config missing --as me",
                "cluster drift --config missing",
                "cluster history --config missing",
                "cluster history --show 7 --config missing",
                "cluster force-unlock 01ARZ3NDEKTSV4RRFFQ69G5FAV --config missing",
                "load",
                "load --store nowhere/g.omni missing.jsonl",
                "load --store nowhere/g.omni file.txt",
                "load --store http://localhost/graphs/g file.txt",
                "query --store nowhere/g.omni -e x",
                "query --store nowhere/g.omni missing.gq",
                "query --store broken -e x",
                "mutate --store nowhere/g.omni -e x --as me",
                "mutate --store nowhere/g.omni -e x --params [] --as me",
                "mutate --store nowhere/g.omni -e x --params {",
                "export --store nowhere/g.omni",
                "export --store nowhere/g.omni -o out.jsonl",
                "schema show --store nowhere/g.omni",
                "schema",
                "schema plan --store nowhere/g.omni --schema file.txt",
                "schema plan --store nowhere/g.omni --schema missing.pg",
                "schema plan --store nowhere/g.omni --schema good.pg",
                "schema apply --store nowhere/g.omni --schema good.pg",
                "schema apply --server http://localhost:1 --graph g --schema good.pg --quiet",
                "init nowhere/g.omni --schema missing.pg",
                "init nowhere/g.omni --schema file.txt",
                "init nowhere/a.b --schema good.pg",
                "init broken --schema good.pg",
                "queries list --cluster missing --graph g",
                "queries list --cluster broken --graph g",
                "queries list --cluster good --graph g",
                "queries list --cluster ftp://x --graph g",
                "queries validate --cluster missing --graph g",
                "queries validate --cluster good --graph g",
                "fmt missing.pg",
                "fmt file.txt",
                "lint",
                "lint --config broken",
                "lint missing.gq --schema missing.pg",
                "lint missing.pg",
                "lsp",
                "explain nonsense",
                "quickstart",
                "quickstart --dir broken",
            })
    void json_ofAnyFailure_isOneDocumentWithDiagnostics(String line) throws IOException {
        Files.createDirectories(folder.resolve("broken"));
        Files.writeString(folder.resolve("broken/cluster.yaml"), "version: [1\ngraphs: {");
        Files.createDirectories(folder.resolve("good"));
        Files.writeString(folder.resolve("good/cluster.yaml"), "version: 1\ngraphs: {}\n");
        Files.writeString(folder.resolve("good.pg"), "node A { name: String @key }\n");
        Files.writeString(folder.resolve("file.txt"), "not a record\n");
        String[] words = (line + " --json").strip().split(" +", -1);

        Ran ran = new CliRun(folder).programHome(folder).run(words);

        assertThat(ran.exitCode()).as(ran.out()).isNotZero();
        JsonNode document = Json.parse(ran.out());
        assertThat(document.path("ok").isBoolean()).isTrue();
        assertThat(document.path("ok").asBoolean()).isFalse();
        assertThat(document.path("diagnostics")).isNotEmpty();
        for (JsonNode diagnostic : document.path("diagnostics")) {
            assertThat(diagnostic.path("code").asText()).matches("[a-z0-9_]+").isNotEqualTo("internal_error");
            assertThat(diagnostic.path("message").asText()).isNotEmpty();
        }
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "explain state_lock_held", "completion", "--help", "cluster plan --help"})
    void json_ofWhatHasNoStore_isOneDocument(String line) {
        Ran ran = new CliRun(folder).run((line + " --json").split(" ", -1));
        assertThat(ran.exitCode()).isZero();
        assertThat(Json.parse(ran.out()).path("ok").asBoolean()).isTrue();
    }

    @Test
    void json_ofABug_carriesAReportIdAndNoStackTrace() {
        Ran ran = new CliRun(folder).programHome(folder).run("version", "--json");
        assertThat(ran.out()).doesNotContain("Exception");
        String message = FailureResults.internal(new IllegalStateException("secret detail"))
                .message();
        assertThat(message).contains("report id").doesNotContain("secret detail");
    }
}
