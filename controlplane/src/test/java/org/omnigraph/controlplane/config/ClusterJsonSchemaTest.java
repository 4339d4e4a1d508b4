package org.omnigraph.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The generated schema and the reader agree on what is well formed.
class ClusterJsonSchemaTest {
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ClusterJsonSchema.document());
    private static final String GRAPH = "version: 1\ngraphs:\n  g: { schema: g.pg";

    @Test
    void document_isASchema() {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(ClusterJsonSchema.document())).isEmpty();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
            List<Path> found =
                    files.filter(file -> file.endsWith("cluster.yaml")).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_isValid(Path file) throws IOException {
        assertThat(SCHEMA.validate(json(Files.readString(file)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1",
                "version: 1\ngraphs:\npolicies: {}\nstate:\nmetadata:",
                "version: 1\nmetadata: { name: x }\nstorage: s3://bucket/p\nstate: { backend: cluster, lock: false }",
                GRAPH + ", queries: q/, protect: true, on_remove: retain }",
                GRAPH + ", queries: [a.gq, b.gq] }",
                GRAPH + ", queries: [] }",
                GRAPH + ", queries: { one: { file: a.gq } } }",
                GRAPH + " }\npolicies: { p: { file: p.yaml, applies_to: [g] } }",
            })
    void wellFormed_isAcceptedByBoth(String yaml) {
        assertThat(problems(yaml)).isEmpty();
        assertThat(SCHEMA.validate(json(yaml))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "graphs: {}",
                "version: 2",
                "version: \"1\"",
                "version: 1\ngraph: {}",
                "version: 1\npipelines: {}",
                "version: 1\nmetadata: { name: \" \" }",
                "version: 1\nmetadata: { title: x }",
                "version: 1\nstorage: \"\"",
                "version: 1\nstorage: [a]",
                "version: 1\nstate: { backend: s3 }",
                "version: 1\nstate: { lock: yes }",
                "version: 1\ngraphs: []",
                "version: 1\ngraphs:\n  a.b: { schema: brain.pg }",
                "version: 1\ngraphs:\n  ../x: { schema: brain.pg }",
                "version: 1\ngraphs: { g: {} }",
                "version: 1\ngraphs: { g: { schema: } }",
                "version: 1\ngraphs: { g: { schema: 7 } }",
                GRAPH + ", bindings: {} }",
                GRAPH + ", on_remove: keep }",
                GRAPH + ", protect: 1 }",
                GRAPH + ", queries: [7] }",
                GRAPH + ", queries: { one: a.gq } }",
                GRAPH + ", queries: { one: {} } }",
                GRAPH + ", queries: { a.b: { file: a.gq } } }",
                GRAPH + " }\npolicies: { p: { file: p.yaml } }",
                GRAPH + " }\npolicies: { p: { file: p.yaml, applies_to: [] } }",
                GRAPH + " }\npolicies: { p: { applies_to: [g] } }",
                GRAPH + " }\npolicies: { p: { file: p.yaml, applies_to: g } }",
            })
    void broken_isRefusedByBoth(String yaml) {
        assertThat(problems(yaml)).isNotEmpty();
        assertThat(SCHEMA.validate(json(yaml))).isNotEmpty();
    }

    private static List<Diagnostic> problems(String yaml) {
        List<Diagnostic> problems = new ArrayList<>();
        new ClusterYamlReader(Path.of("/config"), problems).read(yaml.getBytes(StandardCharsets.UTF_8));
        return problems;
    }

    private static JsonNode json(String yaml) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return new ObjectMapper().valueToTree(value);
    }
}
