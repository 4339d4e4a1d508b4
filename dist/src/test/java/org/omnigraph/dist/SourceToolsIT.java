package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tools for source files, as processes.
class SourceToolsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    @Test
    void fmt_leavesACheckedFolderWithItsPermissions() throws IOException {
        Path file = temp.resolve("brain/films.pg");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "node Film{imdb:String@key} // films\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(Program.omnigraph(temp, "fmt", "brain", "--check").exit()).isEqualTo(65);
        assertThat(Program.omnigraph(temp, "fmt", "brain").exit()).isZero();
        assertThat(Program.omnigraph(temp, "fmt", "brain", "--check").exit()).isZero();

        assertThat(Files.readString(file)).isEqualTo("node Film { imdb: String @key } // films\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void exampleFolder_isFormattedAndLintsClean() throws IOException {
        Path example = RepositoryFiles.ROOT.resolve("examples/company-brain");
        assertThat(Program.omnigraph(example, "fmt", "--check").exit()).isZero();
        Program.Result lint = Program.omnigraph(example, "lint", "--json");
        assertThat(lint.exit()).as(lint.err()).isZero();
        JsonNode document = JSON.readTree(lint.out());
        assertThat(document.path("ok").asBoolean()).isTrue();
        assertThat(document.path("reports")).hasSizeGreaterThan(5);
    }

    @Test
    void schemaJson_isADocument() throws IOException {
        Program.Result result = Program.omnigraph(temp, "schema-json");
        assertThat(JSON.readTree(result.out()).path("properties").has("graphs")).isTrue();
    }
}
