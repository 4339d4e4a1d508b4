package org.omnigraph.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.testing.Report;
import org.omnigraph.state.testing.SourceMutator;

/// Files nearly like a `cluster.yaml`: always either content or problems, never an exception. More with
/// `-Dfuzz.inputs=N`, others with `-Dfuzz.seed=N`.
final class ClusterYamlFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20261121);
    private static final Path FOLDER = Path.of("/config");
    private static final List<String> SOURCES = List.of(
            """
            version: 1
            metadata:
              name: brain
            storage: s3://bucket/prefix
            state:
              backend: cluster
              lock: true
            graphs:
              knowledge:
                schema: knowledge.pg
                queries: queries/
                protect: true
                on_remove: retain
              people:
                schema: people.pg
                queries:
                  - a.gq
                  - b.gq
            policies:
              base:
                file: base.policy.yaml
                applies_to: [cluster, "graph.knowledge"]
            """,
            """
            version: 1
            graphs:
              g:
                schema: g.pg
                queries:
                  find: { file: find.gq }
                  "list": {file: 'list.gq'}
            """,
            """
            # comment
            version: 1
            metadata: {name: "a b"}
            storage: ./data
            graphs: {}
            policies: {}
            """,
            "version: 1\n",
            "--- \n? version\n: 1\n...\n",
            "version: &v 1\nmetadata: { name: *v }\n",
            "version: !!int 1\nstorage: |\n  a\n  b\nstate: {lock: no}\n");

    private static String companyBrain() throws IOException {
        return Files.readString(Path.of("../examples/company-brain/cluster.yaml"), StandardCharsets.UTF_8);
    }

    @Test
    void clusterYaml_anyInput_isAnswered() throws IOException {
        List<String> sources = new ArrayList<>(SOURCES);
        sources.add(companyBrain());
        SourceMutator inputs = new SourceMutator(sources, SEED);
        int contents = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = inputs.next();
            List<Diagnostic> problems = new ArrayList<>();
            try {
                Optional<ClusterYaml> content = new ClusterYamlReader(FOLDER, problems).read(input);
                if (content.isEmpty() && problems.isEmpty()) {
                    throw new AssertionError("neither content nor a problem");
                }
                contents += problems.isEmpty() ? 1 : 0;
            } catch (RuntimeException | Error e) {
                String text = new String(input, StandardCharsets.UTF_8);
                throw new AssertionError("input " + i + " of seed " + SEED + ": " + text, e);
            }
        }
        Report.count("inputs of fuzzed cluster.yaml", INPUTS + ", of which without a problem " + contents);
        assertThat(contents).isGreaterThan(INPUTS / 50);
    }
}
