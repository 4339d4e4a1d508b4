package org.omnigraph.catalog.policy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.SourcePosition;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// The YAML text of one bundle: bytes to nodes, nodes to positions. One document of plain data: no anchors, aliases
/// or tags, and not nested deeper than a bundle can be.
final class YamlSource {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_CODE_POINTS = 16 * 1024 * 1024;
    private static final int MAX_SNIPPET = 200;

    private final String text;
    private final List<String> lines;

    private YamlSource(String text) {
        this.text = text;
        this.lines = text.lines().toList();
    }

    /// The source, or nothing if the bytes are no UTF-8.
    static Optional<YamlSource> decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(new YamlSource(text));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// The document's root node; nothing if there is none or `problems` grew.
    Optional<Node> root(List<Diagnostic> problems) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(MAX_CODE_POINTS)
                .build();
        try {
            List<Diagnostic> found = forbiddenFeatures(settings);
            if (!found.isEmpty()) {
                problems.addAll(found);
                return Optional.empty();
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(problem(SourcePosition.NONE, "the file is empty; a bundle begins with `version: 1`"));
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            problems.add(problem(
                    e.getProblemMark().or(e::getContextMark).map(this::at).orElse(SourcePosition.NONE),
                    "not valid YAML: " + e.getProblem()));
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.add(problem(SourcePosition.NONE, "not valid YAML: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private List<Diagnostic> forbiddenFeatures(LoadSettings settings) {
        List<Diagnostic> found = new ArrayList<>();
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case SequenceStart, MappingStart -> depth++;
                case SequenceEnd, MappingEnd -> depth--;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                found.add(problem(at(event), "nested too deeply for a policy bundle"));
                return found;
            }
            if (event instanceof AliasEvent) {
                found.add(problem(at(event), "YAML aliases are not allowed; write the value out"));
            } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                found.add(problem(at(event), "YAML anchors are not allowed"));
            } else if (explicitTag(event).isPresent()) {
                found.add(problem(at(event), "YAML tags are not allowed"));
            }
        }
        return found;
    }

    private static Optional<String> explicitTag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case SequenceStartEvent sequence -> sequence.getTag();
            case MappingStartEvent mapping -> mapping.getTag();
            default -> Optional.empty();
        };
    }

    private SourcePosition at(Event event) {
        return event.getStartMark()
                .map(start -> span(start, event.getEndMark().orElse(start)))
                .orElse(SourcePosition.NONE);
    }

    /// Where a node stands.
    SourcePosition at(Node node) {
        return node.getStartMark()
                .map(start -> span(start, node.getEndMark().orElse(start)))
                .orElse(SourcePosition.NONE);
    }

    private SourcePosition at(Mark mark) {
        return span(mark, mark);
    }

    private SourcePosition span(Mark start, Mark end) {
        int line = start.getLine();
        String snippet = line < lines.size() ? lines.get(line) : "";
        if (snippet.length() > MAX_SNIPPET) {
            snippet = snippet.substring(0, snippet.offsetByCodePoints(0, snippet.codePointCount(0, MAX_SNIPPET)));
        }
        return new SourcePosition(line + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1, snippet);
    }

    static Diagnostic problem(SourcePosition position, String message) {
        return Diagnostic.at(DiagnosticCode.POLICY_INVALID, "", position, message);
    }
}
