package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The language server as editors start it, spoken to in plain bytes.
class EditorIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BROKEN = "query all($x: Sting) {\n    match { $f: Flim }\n    return { $f.title }\n}\n";

    @TempDir
    Path temp;

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        RepositoryFiles.ROOT.resolve("omnigraph").toString(), "lsp")
                .directory(temp.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OMNIGRAPH_"));
        builder.redirectError(temp.resolve("stderr").toFile());
        return builder.start();
    }

    private static void send(OutputStream out, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    private static JsonNode receive(InputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            assertThat(c).as("end of output after: " + header).isNotNegative();
            header.append((char) c);
        }
        assertThat(header.toString()).startsWith("Content-Length: ");
        int length = Integer.parseInt(header.substring("Content-Length: ".length(), header.indexOf("\r\n")));
        return JSON.readTree(in.readNBytes(length));
    }

    @Test
    void brokenQuery_isReportedAsLintDoes_andTheProcessEndsWellBehaved() throws Exception {
        Path folder = Files.createDirectories(temp.toRealPath().resolve("brain"));
        Files.writeString(
                folder.resolve("cluster.yaml"),
                "version: 1\nmetadata: { name: c }\ngraphs:\n  films:\n    schema: s.pg\n    queries: [q.gq]\n");
        Files.writeString(folder.resolve("s.pg"), "node Film {\n    title: String @key\n}\n");
        Path queries = folder.resolve("q.gq");
        Files.writeString(queries, BROKEN);
        Program.Result lint = Program.omnigraph(folder, "lint", "--json");
        List<String> expected = codes(JSON.readTree(lint.out()).path("diagnostics"));
        Files.writeString(queries, "query all() { match { $f: Film } return { $f.title } }\n");

        Process process = start();
        try (OutputStream out = process.getOutputStream();
                InputStream in = process.getInputStream()) {
            send(out, """
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"capabilities":{},
                     "workspaceFolders":[{"uri":"%s","name":"brain"}]}}""".formatted(folder.toUri()));
            assertThat(receive(in).at("/result/capabilities/hoverProvider").asBoolean())
                    .isTrue();
            send(
                    out,
                    JSON.writeValueAsString(JSON.createObjectNode()
                            .put("jsonrpc", "2.0")
                            .put("method", "textDocument/didOpen")
                            .set(
                                    "params",
                                    JSON.createObjectNode()
                                            .set(
                                                    "textDocument",
                                                    JSON.createObjectNode()
                                                            .put(
                                                                    "uri",
                                                                    queries.toUri()
                                                                            .toString())
                                                            .put("languageId", "omnigraph-gq")
                                                            .put("version", 1)
                                                            .put("text", BROKEN)))));
            JsonNode published = receive(in);
            assertThat(published.path("method").asText()).isEqualTo("textDocument/publishDiagnostics");
            assertThat(expected).isNotEmpty();
            assertThat(codes(published.at("/params/diagnostics"))).isEqualTo(expected);
            send(out, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}");
            assertThat(receive(in).path("id").asInt()).isEqualTo(2);
            send(out, "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
            assertThat(process.waitFor(Program.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(in.readAllBytes()).isEmpty();
            assertThat(process.exitValue()).isZero();
            assertThat(Files.readString(temp.resolve("stderr"))).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void endOfInput_endsTheProcess() throws Exception {
        Process process = start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(Program.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void term_endsTheProcess() throws Exception {
        Process process = start();
        try {
            OutputStream out = process.getOutputStream();
            send(out, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}");
            receive(process.getInputStream());
            process.destroy();
            assertThat(process.waitFor(Program.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> codes(JsonNode diagnostics) {
        List<String> codes = new ArrayList<>();
        diagnostics.forEach(diagnostic -> codes.add(diagnostic.path("code").asText()));
        return codes;
    }
}
