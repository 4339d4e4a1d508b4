package org.omnigraph.controlplane.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.SourcePosition;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/// Reads one YAML document of plain data with positions, in bounded time and depth: one pass over the parser's
/// events, no recursion. Anchors, aliases, tags and second documents are refused (cluster-contract.md §2).
final class YamlReader {
    private static final int DEPTH_MAX = 24;
    private static final int PROBLEMS_MAX = 100;

    private final String path;
    private final List<Diagnostic> problems;
    private final ScalarResolver resolver = new CoreScalarResolver(false);
    private final Deque<Frame> open = new ArrayDeque<>();
    private final List<YamlNode> documents = new ArrayList<>();

    /// @param path of the file, for diagnostics
    /// @param problems grows by what is found
    YamlReader(String path, List<Diagnostic> problems) {
        this.path = path;
        this.problems = problems;
    }

    /// The document's root; nothing if the file is empty, or broken so that `problems` grew.
    Optional<YamlNode> read(byte[] bytes) {
        int before = problems.size();
        Optional<ConfigText> decoded = ConfigText.decode(bytes);
        if (decoded.isEmpty()) {
            problem(SourcePosition.NONE, "is not UTF-8 text", "Save the file as UTF-8.");
            return Optional.empty();
        }
        ConfigText source = decoded.get();
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setUseMarks(true)
                .build();
        try {
            for (Event event : new Parse(settings).parseString(source.text())) {
                accept(event, source);
                if (open.size() > DEPTH_MAX) {
                    problem(at(event, source), "is nested deeper than " + DEPTH_MAX + " levels", "");
                    return Optional.empty();
                }
                if (problems.size() - before >= PROBLEMS_MAX) {
                    return Optional.empty();
                }
            }
        } catch (MarkedYamlEngineException e) {
            SourcePosition position = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> source.span(mark, mark))
                    .orElse(SourcePosition.NONE);
            problem(position, "is not valid YAML: " + e.getProblem(), "");
        } catch (YamlEngineException e) {
            problem(SourcePosition.NONE, "is not valid YAML: " + firstLine(e), "");
        }
        return problems.size() > before || documents.isEmpty() ? Optional.empty() : Optional.of(documents.getFirst());
    }

    private void accept(Event event, ConfigText source) {
        if (event instanceof NodeEvent node && node.getAnchor().isPresent() && !(event instanceof AliasEvent)) {
            problem(at(event, source), "uses a YAML anchor", "Write the value out where it is needed.");
        }
        switch (event.getEventId()) {
            case Alias -> {
                problem(at(event, source), "uses a YAML alias", "Write the value out where it is needed.");
                add(new YamlNode.Scalar("", YamlNode.ScalarKind.NOTHING, at(event, source)));
            }
            case Scalar -> {
                ScalarEvent scalar = (ScalarEvent) event;
                refuseTag(scalar.getTag(), event, source);
                add(new YamlNode.Scalar(scalar.getValue(), kind(scalar), at(event, source)));
            }
            case SequenceStart, MappingStart -> {
                refuseTag(((CollectionStartEvent) event).getTag(), event, source);
                open.push(new Frame(event.getEventId() == Event.ID.MappingStart, at(event, source)));
            }
            case SequenceEnd, MappingEnd -> add(open.pop().close());
            case DocumentStart -> {
                if (!documents.isEmpty()) {
                    problem(at(event, source), "holds more than one YAML document", "Remove all but the first.");
                } else if (!((DocumentStartEvent) event).getTags().isEmpty()) {
                    problem(at(event, source), "declares YAML tags", "Remove the %TAG line.");
                }
            }
            case Comment, DocumentEnd, StreamStart, StreamEnd -> {}
        }
    }

    private void add(YamlNode node) {
        Frame frame = open.peek();
        if (frame == null) {
            documents.add(node);
        } else {
            frame.nodes.add(node);
        }
    }

    private void refuseTag(Optional<String> tag, Event event, ConfigText source) {
        if (tag.isPresent()) {
            problem(at(event, source), "uses the YAML tag `" + tag.get() + "`", "Write plain values only.");
        }
    }

    private YamlNode.ScalarKind kind(ScalarEvent scalar) {
        if (!scalar.isPlain()) {
            return YamlNode.ScalarKind.TEXT;
        }
        Tag tag = resolver.resolve(scalar.getValue(), true);
        if (tag.equals(Tag.INT)) {
            return YamlNode.ScalarKind.INTEGER;
        } else if (tag.equals(Tag.FLOAT)) {
            return YamlNode.ScalarKind.NUMBER;
        } else if (tag.equals(Tag.BOOL)) {
            return YamlNode.ScalarKind.BOOLEAN;
        } else if (tag.equals(Tag.NULL)) {
            return YamlNode.ScalarKind.NOTHING;
        }
        return YamlNode.ScalarKind.TEXT;
    }

    private static SourcePosition at(Event event, ConfigText source) {
        return event.getStartMark()
                .map(start -> source.span(start, event.getEndMark().orElse(start)))
                .orElse(SourcePosition.NONE);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
    }

    private void problem(SourcePosition position, String what, String help) {
        problems.add(Diagnostic.at(DiagnosticCode.INVALID_CLUSTER_YAML, path, position, "The file " + what + ".")
                .withHelp(help));
    }

    /// A collection that is not closed yet. In a mapping, keys and values alternate.
    private static final class Frame {
        private final boolean mapping;
        private final SourcePosition position;
        private final List<YamlNode> nodes = new ArrayList<>();

        Frame(boolean mapping, SourcePosition position) {
            this.mapping = mapping;
            this.position = position;
        }

        YamlNode close() {
            if (!mapping) {
                return new YamlNode.Sequence(List.copyOf(nodes), position);
            }
            List<YamlNode.Entry> entries = new ArrayList<>(nodes.size() / 2);
            for (int i = 0; i + 1 < nodes.size(); i += 2) {
                entries.add(new YamlNode.Entry(nodes.get(i), nodes.get(i + 1)));
            }
            return new YamlNode.Mapping(List.copyOf(entries), position);
        }
    }
}
