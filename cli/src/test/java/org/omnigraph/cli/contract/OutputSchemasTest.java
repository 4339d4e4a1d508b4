package org.omnigraph.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnigraph.cli.format.JsonText;
import org.omnigraph.state.json.Json;

/// The published schemas are those of this program. `-Dgolden.update` writes them anew; what it writes is a change
/// of a contract and wants a look.
final class OutputSchemasTest {
    @Test
    void schemas_areThoseOfTheRecords() throws IOException {
        Map<String, ObjectNode> schemas = OutputSchemas.all();
        for (Map.Entry<String, ObjectNode> schema : schemas.entrySet()) {
            String text = JsonText.indented(schema.getValue()) + "\n";
            Path file = SchemaFiles.file(schema.getKey());
            if (System.getProperty("golden.update") != null) {
                Files.createDirectories(SchemaFiles.FOLDER);
                Files.writeString(file, text);
            }
            assertThat(file).as(schema.getKey()).hasContent(text);
        }
        try (Stream<Path> files = Files.list(SchemaFiles.FOLDER)) {
            assertThat(files.filter(file -> file.toString().endsWith(".schema.json")))
                    .containsExactlyInAnyOrderElementsOf(
                            schemas.keySet().stream().map(SchemaFiles::file).toList());
        }
    }

    @Test
    void schemas_areValidSchemas() {
        var meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012));
        OutputSchemas.all()
                .forEach((command, schema) ->
                        assertThat(meta.validate(schema)).as(command).isEmpty());
    }

    @Test
    void problems_ofADocumentThatLostRetypedOrGainedAMember_nameIt() {
        String good = "{\"ok\": true, \"version\": \"1\", \"java\": \"25\"}";
        assertThat(SchemaFiles.problems("version", Json.parse(good))).isEmpty();
        for (String bad : List.of(
                good.replace(", \"java\": \"25\"", ""),
                good.replace("\"25\"", "25"),
                good.replace("\"ok\"", "\"new\": 1, \"ok\""))) {
            assertThat(SchemaFiles.problems("version", Json.parse(bad))).as(bad).isNotEmpty();
        }
    }

    @Test
    void readme_listsEverySchema() throws IOException {
        String readme = Files.readString(SchemaFiles.FOLDER.resolve("README.md"));
        for (String command : new TreeSet<>(OutputSchemas.all().keySet())) {
            assertThat(readme).contains("(" + SchemaFiles.file(command).getFileName() + ")");
        }
    }
}
