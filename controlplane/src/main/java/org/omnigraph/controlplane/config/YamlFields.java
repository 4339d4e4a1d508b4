package org.omnigraph.controlplane.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnigraph.controlplane.config.ClusterYaml.Located;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.SourcePosition;

/// Reads typed values out of YAML nodes and reports what does not fit, with its place.
final class YamlFields {
    private static final Set<String> RESERVED = Set.of("pipelines", "embeddings", "ui", "aliases", "bindings");

    private final String path;
    private final List<Diagnostic> problems;

    YamlFields(String path, List<Diagnostic> problems) {
        this.path = path;
        this.problems = problems;
    }

    void report(DiagnosticCode code, SourcePosition position, String message, String help) {
        problems.add(Diagnostic.at(code, path, position, message).withHelp(help));
    }

    void invalid(SourcePosition position, String message, String help) {
        report(DiagnosticCode.INVALID_CLUSTER_YAML, position, message, help);
    }

    /// The fields of a mapping, each once, unknown and reserved ones reported. Fields without a value are left out.
    ///
    /// @param what the mapping's name, for messages
    Map<String, YamlNode> fields(YamlNode node, String what, Collection<String> known) {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        for (Map.Entry<Located, YamlNode> entry : entries(node, what)) {
            String name = entry.getKey().text();
            if (known.contains(name)) {
                if (!entry.getValue().isNothing()) {
                    fields.put(name, entry.getValue());
                }
            } else if (RESERVED.contains(name)) {
                report(
                        DiagnosticCode.FUTURE_PHASE_FIELD,
                        entry.getKey().position(),
                        "`" + name + "` is reserved for a later version of " + what + ".",
                        "Remove the field.");
            } else {
                String hint = NearestName.hint(name, known);
                invalid(
                        entry.getKey().position(),
                        "`" + name + "` is no field of " + what + ".",
                        hint.isEmpty()
                                ? "Known fields are "
                                        + known.stream()
                                                .sorted()
                                                .map(field -> "`" + field + "`")
                                                .collect(Collectors.joining(", "))
                                        + "."
                                : hint);
            }
        }
        return fields;
    }

    /// The entries of a mapping whose keys are names, each once.
    List<Map.Entry<Located, YamlNode>> entries(YamlNode node, String what) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            invalid(node.position(), capital(what) + " must be a mapping, and this is " + node.describe() + ".", "");
            return List.of();
        }
        Map<String, Located> seen = new HashMap<>();
        List<Map.Entry<Located, YamlNode>> entries =
                new java.util.ArrayList<>(mapping.entries().size());
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!(entry.key() instanceof YamlNode.Scalar key) || key.kind() == YamlNode.ScalarKind.NOTHING) {
                invalid(entry.key().position(), "A key in " + what + " must be a name.", "");
                continue;
            }
            Located name = new Located(key.text(), key.position());
            Located first = seen.putIfAbsent(key.text(), name);
            if (first != null) {
                report(
                        DiagnosticCode.DUPLICATE_YAML_KEY,
                        key.position(),
                        "`" + key.text() + "` stands twice in " + what + "; the first is on line "
                                + first.position().line() + ".",
                        "Remove one of the two.");
            } else {
                entries.add(Map.entry(name, entry.value()));
            }
        }
        return entries;
    }

    /// The items of a list; nothing if it is none.
    Optional<List<YamlNode>> items(YamlNode node, String what, String help) {
        if (node instanceof YamlNode.Sequence sequence) {
            return Optional.of(sequence.items());
        }
        invalid(node.position(), capital(what) + " must be a list, and this is " + node.describe() + ".", help);
        return Optional.empty();
    }

    /// Text; nothing, and a report, if it is something else.
    Optional<Located> text(YamlNode node, String what) {
        if (node instanceof YamlNode.Scalar scalar && scalar.isText()) {
            return Optional.of(new Located(scalar.text(), scalar.position()));
        }
        boolean quotable = node instanceof YamlNode.Scalar && !node.isNothing();
        invalid(
                node.position(),
                capital(what) + " must be text, and this is " + node.describe() + ".",
                quotable ? "Put it into quotes." : "");
        return Optional.empty();
    }

    /// A file name: text that is not blank and holds no control character.
    Located file(YamlNode node, String what) {
        Optional<Located> text = text(node, what);
        if (text.isEmpty()) {
            return Located.NONE;
        }
        if (text.get().text().isBlank()) {
            invalid(node.position(), capital(what) + " is blank.", "Name a file in the config folder.");
            return Located.NONE;
        }
        if (text.get().text().chars().anyMatch(Character::isISOControl)) {
            invalid(node.position(), capital(what) + " holds a control character.", "");
            return Located.NONE;
        }
        return text.get();
    }

    /// `true` or `false`, or the value that stands for a missing or wrong one.
    boolean bool(Optional<YamlNode> node, String what, boolean otherwise) {
        if (node.isEmpty()) {
            return otherwise;
        }
        if (node.get() instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.ScalarKind.BOOLEAN) {
            return Boolean.parseBoolean(scalar.text());
        }
        invalid(
                node.get().position(),
                capital(what) + " must be true or false, and this is "
                        + node.get().describe() + ".",
                "");
        return otherwise;
    }

    private static String capital(String text) {
        return text.isEmpty() || text.startsWith("`")
                ? text
                : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
