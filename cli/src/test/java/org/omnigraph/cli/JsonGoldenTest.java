package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.omnigraph.cli.contract.SchemaFiles;
import org.omnigraph.cli.contract.SchemaMembers;
import org.omnigraph.state.json.Json;

/// The documents in the golden sessions are what the published schemas say, and together they show every member.
final class JsonGoldenTest {
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^\\$ omnigraph (.*--json.*)\\n((?:.*\\n)*?)\\[exit \\d+]$");

    /// What only a signal, a broken graph or an unusual annotation brings about, or the other form of a
    /// document shows.
    private static final Set<String> SHOWN_ELSEWHERE = Set.of(
            "cluster apply: interrupted",
            "cluster apply: interrupted.applied",
            "cluster apply: interrupted.not_done",
            "lint: reports.results.error",
            "lint: reports.schema_source.uri",
            "observation: error",
            "migration_step: annotations.kwargs");

    /// They need a server or a token, or print a long text of their own: other tests show them.
    private static final Set<String> NO_SESSION =
            Set.of("quickstart", "completion", "graphs list", "login", "schema-json");

    /// One document of a golden session.
    private record Shown(String command, JsonNode document) {}

    @Test
    void goldens_areWhatTheSchemasSay() throws IOException {
        List<Shown> shown = shown();
        assertThat(shown).hasSizeGreaterThan(30);
        for (Shown golden : shown) {
            assertThat(SchemaFiles.problems(golden.command(), golden.document()))
                    .as(golden.command() + "\n" + golden.document())
                    .isEmpty();
        }
    }

    @Test
    void commands_haveEachASchemaAndAGolden() throws IOException {
        Set<String> seen = new TreeSet<>();
        shown().forEach(golden -> seen.add(golden.command()));
        List<String> all = new ArrayList<>(PublishedCommands.all());
        all.removeAll(NO_SESSION);
        assertThat(seen).containsAll(all).contains("help", "failure");
    }

    @Test
    void members_areEachShownBySomeGolden() throws IOException {
        Set<String> promised = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        for (String command : PublishedCommands.all()) {
            if (!NO_SESSION.contains(command)) {
                promised.addAll(SchemaMembers.promised(command));
            }
        }
        for (Shown golden : shown()) {
            seen.addAll(SchemaMembers.shown(golden.command(), golden.document()));
        }
        promised.removeAll(seen);
        promised.removeAll(SHOWN_ELSEWHERE);
        assertThat(promised).isEmpty();
    }

    private static List<Shown> shown() throws IOException {
        List<Shown> shown = new ArrayList<>();
        for (String name : ScenarioTest.scenarios()) {
            String text = Files.readString(Path.of("src/test/resources/scenarios", name));
            Matcher matcher = COMMAND.matcher(text);
            while (matcher.find()) {
                String[] words = matcher.group(1).split(" ", -1);
                shown.add(new Shown(PublishedCommands.of(words), Json.parse(unmasked(matcher.group(2)))));
            }
        }
        return shown;
    }

    /// Something of the right kind for everything that a golden hides.
    private static String unmasked(String text) {
        return text.replaceAll("(?m)^! .*$", "")
                .replaceAll("\"created_at\":<time>", "\"created_at\":1")
                .replace("<time>", "2026-01-01T00:00:00Z")
                .replace("<ulid>", "01ARZ3NDEKTSV4RRFFQ69G5FAV")
                .replace("sha256:<cas>", "sha256:" + "0".repeat(64))
                .replace("\"<digest>\"", "\"" + "0".repeat(64) + "\"")
                .replaceAll("\": <(pid|age)>", "\": 1");
    }
}
