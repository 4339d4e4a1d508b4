package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The schemas of `docs/reference/schemas`, as somebody who reads the documents of the packaged program uses them.
final class PublishedSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Path FOLDER = RepositoryFiles.ROOT.resolve("docs/reference/schemas");

    private PublishedSchemas() {}

    /// Fails unless what a command printed with `--json` is as promised; looks at nothing else.
    static void check(List<String> args, String out) throws IOException {
        if (args.contains("--json")) {
            assertThat(problems(args, out)).as(args + "\n" + out).isEmpty();
        }
    }

    private static List<String> problems(List<String> args, String out) throws IOException {
        return FACTORY.getSchema(Files.readString(of(args))).validate(JSON.readTree(out)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /// The schema whose name is the longest beginning of the command line.
    private static Path of(List<String> args) {
        for (int words = Math.min(2, args.size()); words > 0; words--) {
            Path file = FOLDER.resolve(String.join("-", args.subList(0, words)) + ".schema.json");
            if (Files.exists(file)) {
                return file;
            }
        }
        return FOLDER.resolve("failure.schema.json");
    }
}
