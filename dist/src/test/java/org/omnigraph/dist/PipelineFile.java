package org.omnigraph.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The shell steps of a pipeline file, as its forge would run them; those that install the program are left out.
final class PipelineFile {
    private final Map<?, ?> document;

    private PipelineFile(Map<?, ?> document) {
        this.document = document;
    }

    /// One script with the variables that the file sets for it.
    record Step(String script, Map<String, String> variables) {}

    static PipelineFile read(Path file) throws IOException {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .build();
        return new PipelineFile(map(new Load(settings).loadFromString(Files.readString(file))));
    }

    Map<?, ?> document() {
        return document;
    }

    /// The `run:` steps of a job of GitHub Actions.
    ///
    /// @param expressions the values of `${{ … }}`
    List<Step> github(String job, Map<String, String> expressions) {
        Map<?, ?> body = map(map(document.get("jobs")).get(job));
        List<Step> steps = new ArrayList<>();
        for (Object entry : list(body.get("steps"))) {
            Map<?, ?> step = map(entry);
            if (step.containsKey("run") && !"install".equals(step.get("name"))) {
                Map<String, String> variables = new LinkedHashMap<>();
                variables.putAll(variables(document.get("env"), expressions));
                variables.putAll(variables(body.get("env"), expressions));
                variables.putAll(variables(step.get("env"), expressions));
                steps.add(new Step(String.valueOf(step.get("run")), variables));
            }
        }
        return steps;
    }

    /// The `script:` of a job of GitLab CI, whose lines run in one shell.
    List<Step> gitlab(String job) {
        List<String> lines = new ArrayList<>();
        for (Object line : list(map(document.get(job)).get("script"))) {
            lines.add(String.valueOf(line));
        }
        return List.of(new Step(String.join("\n", lines), variables(document.get("variables"), Map.of())));
    }

    private static Map<String, String> variables(@Nullable Object env, Map<String, String> expressions) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (env != null) {
            map(env).forEach((name, value) -> {
                String text = String.valueOf(value);
                for (Map.Entry<String, String> expression : expressions.entrySet()) {
                    text = text.replace("${{ " + expression.getKey() + " }}", expression.getValue());
                }
                if (!text.contains("${{")) {
                    variables.put(String.valueOf(name), text);
                }
            });
        }
        return variables;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new AssertionError("no mapping: " + value);
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new AssertionError("no list: " + value);
    }
}
