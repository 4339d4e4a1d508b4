package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What byte code hides: banned words in sources, each with what to write instead (style.md §3).
class TidyTest {
    /// Built from halves so that this file does not name what it bans.
    private static final Map<Pattern, String> BANNED = Map.of(
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b"), "finish it, or write an issue and name it",
            Pattern.compile("[Nn]ot yet impl" + "emented"), "implement it",
            Pattern.compile("@Dis" + "abled\\b"), "mend the test or remove it",
            Pattern.compile("Thread\\.sle" + "ep\\("), "wait for the event itself, or inject a sleeper",
            Pattern.compile("\\bget" + "Instance\\(\\)\\s*\\{"), "inject the object");

    private static final int LINES_MAX = 800;
    private static final Pattern CONFLICT = Pattern.compile("^(<<<<<<<|>>>>>>>) ");

    @Test
    void sources_useNothingBanned() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> sources = RepositoryFiles.javaSources();
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                for (Map.Entry<Pattern, String> rule : BANNED.entrySet()) {
                    if (rule.getKey().matcher(line).find()) {
                        found.add(RepositoryFiles.ROOT.relativize(source) + ":" + (i + 1) + ": " + line.strip() + " -> "
                                + rule.getValue());
                    }
                }
            }
        }
        assertThat(sources.size()).isGreaterThan(100);
        assertThat(found).isEmpty();
    }

    /// A merge that was not finished, and a script that does not parse, are found by nobody until it runs.
    @Test
    void trackedFiles_areMergedAndScriptsParse() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files = RepositoryFiles.texts();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            if (lines.stream().anyMatch(line -> CONFLICT.matcher(line).find())) {
                found.add(RepositoryFiles.ROOT.relativize(file) + " holds a conflict");
            }
            if (!lines.isEmpty() && lines.getFirst().endsWith("bash")) {
                try (Program bash = Program.start(RepositoryFiles.ROOT, Map.of(), List.of("bash", "-n", "" + file))) {
                    String problem = bash.await().err();
                    if (!problem.isEmpty()) {
                        found.add(problem);
                    }
                }
            }
        }
        assertThat(files.size()).isGreaterThan(700);
        assertThat(found).isEmpty();
    }

    @Test
    void sources_staySmallEnoughToRead() throws IOException {
        List<String> long_ = new ArrayList<>();
        for (Path source : RepositoryFiles.javaSources()) {
            int lines = Files.readAllLines(source).size();
            boolean registry = source.endsWith("DiagnosticCode.java");
            if (lines > LINES_MAX && !registry) {
                long_.add(RepositoryFiles.ROOT.relativize(source) + " has " + lines + " lines");
            }
        }
        assertThat(long_).isEmpty();
    }
}
