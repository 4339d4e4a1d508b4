package org.omnigraph.authoring.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.lsp4j.Position;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a session with an editor goes, and what no client should send.
final class EditorSessionTest {
    private static final String SCHEMA = "node Film { imdb: String @key }\n";

    @TempDir
    Path temp;

    Path folder;
    Path schema;

    @BeforeEach
    void file() throws Exception {
        folder = temp.toRealPath();
        schema = folder.resolve("films.pg");
        Files.writeString(schema, SCHEMA);
    }

    @Test
    void tooLargeText_isReportedAndNotLookedInto() throws Exception {
        Path large = folder.resolve("large.pg");
        try (Editor editor = new Editor(folder)) {
            editor.open(large, " ".repeat((16 << 20) + 1));
            assertThat(editor.problems(large, 1))
                    .singleElement()
                    .satisfies(
                            problem -> assertThat(problem.getCode().getLeft()).isEqualTo("config_file_too_large"));
            assertThat(editor.completion(large, new Position(0, 0))).isEmpty();
        }
    }

    @Test
    void malformedMessages_stopNothing() throws Exception {
        try (Editor editor = new Editor(folder)) {
            editor.raw("Content-Length: 9\r\n\r\n{\"a\": [}}");
            editor.raw("Content-Length: 4\r\n\r\nnull");
            String wrongTypes = "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"textDocument/hover\",\"params\":[1]}";
            editor.raw("Content-Length: " + wrongTypes.length() + "\r\n\r\n" + wrongTypes);
            String noParams = "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{}}";
            editor.raw("Content-Length: " + noParams.length() + "\r\n\r\n" + noParams);
            String deep = "[".repeat(100_000);
            editor.raw("Content-Length: " + deep.length() + "\r\n\r\n" + deep);
            editor.open(schema, SCHEMA);
            assertThat(editor.problems(schema, 1)).isEmpty();
            editor.shutdown();
            editor.exit();
            assertThat(editor.exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"99999999999", "-1", "x"})
    void unbelievableLength_endsTheServer(String length) throws Exception {
        try (Editor editor = new Editor(folder)) {
            editor.raw("Content-Length: " + length + "\r\n\r\n");
            assertThat(editor.exitCode()).isEqualTo(1);
            assertThat(editor.log()).anyMatch(line -> line.contains("a message without a length"));
        }
    }

    @Test
    void exit_withoutShutdown_isOne() throws Exception {
        try (Editor editor = new Editor(folder)) {
            editor.exit();
            assertThat(editor.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void endOfInput_endsTheServer() throws Exception {
        try (Editor editor = new Editor(folder)) {
            editor.hangUp();
            assertThat(editor.exitCode()).isEqualTo(1);
        }
        try (Editor editor = new Editor(folder)) {
            editor.interrupt();
            assertThat(editor.exitCode()).isEqualTo(1);
        }
    }
}
