package org.omnigraph.catalog.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/reference/language-rules.md against the corpus: every rule is shown, every program says by which rule.
class LanguageRulesTest {
    private static final Path ROOT =
            Path.of(System.getProperty("omnigraph.root", "..")).toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/reference/language-rules.md");
    private static final Pattern ROW =
            Pattern.compile("\\| ([SQT][0-9.]+) \\| ([^|]+) \\| (\\d+) \\| (\\d+) \\|([^|]*)\\|");
    private static final int PROGRAMS_MIN = 400;
    private static final int TYPE_CODES = 26;

    /// One row of the page.
    ///
    /// @param classes names of test classes that show the rule beside the corpus
    private record Rule(String id, String text, String also, List<String> classes) {
        static Rule of(Matcher row) {
            List<String> classes = Pattern.compile("`([A-Za-z]+)`")
                    .matcher(row.group(5))
                    .results()
                    .map(name -> name.group(1))
                    .toList();
            return new Rule(row.group(1), row.group(2), row.group(5), classes);
        }

        String row() {
            return "| " + id + " | " + text + " | " + count(true) + " | " + count(false) + " |" + also + "|";
        }

        long count(boolean accepted) {
            return programs(accepted)
                    .filter(program -> program.rules().contains(id))
                    .count();
        }
    }

    private static Stream<CorpusCase> programs(boolean accepted) {
        return Stream.concat(CorpusCase.schemas(accepted).stream(), CorpusCase.queries(accepted).stream());
    }

    private static Map<String, Rule> rules() throws IOException {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PAGE, StandardCharsets.UTF_8)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rules.put(row.group(1), Rule.of(row))).as(line).isNull();
            } else {
                assertThat(line).as("a row that is none").doesNotMatch("\\| [SQT]\\d.*");
            }
        }
        return rules;
    }

    @Test
    void page_counts_areThoseOfTheCorpus() throws IOException {
        Map<String, Rule> rules = rules();
        String text = Files.readString(PAGE, StandardCharsets.UTF_8);
        String counted = text.lines()
                        .map(line -> {
                            Matcher row = ROW.matcher(line);
                            return row.matches()
                                    ? rules.getOrDefault(row.group(1), Rule.of(row))
                                            .row()
                                    : line;
                        })
                        .collect(Collectors.joining("\n"))
                + "\n";
        if (System.getProperty("golden.update") != null) {
            Files.writeString(PAGE, counted, StandardCharsets.UTF_8);
        }
        assertThat(Files.readString(PAGE, StandardCharsets.UTF_8)).isEqualTo(counted);
    }

    @Test
    void rule_everyOne_isShownByAProgramOrATest() throws IOException {
        Set<String> sources;
        try (Stream<Path> files = Files.walk(ROOT, 16)) {
            sources = files.filter(file -> file.toString().contains("/src/test/java/"))
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
        List<String> unshown = new ArrayList<>();
        for (Rule rule : rules().values()) {
            if (rule.count(true) + rule.count(false) == 0 && rule.classes().isEmpty()) {
                unshown.add(rule.id());
            }
            assertThat(rule.classes())
                    .as(rule.id())
                    .allMatch(name -> sources.contains(name + ".java"), "is a test of this repository");
        }
        assertThat(unshown).isEmpty();
    }

    /// Each class of errors is one that only a refused program can show.
    @Test
    void rule_ofAnError_hasRejectedPrograms() throws IOException {
        assertThat(rules().values())
                .filteredOn(rule -> rule.id().matches("T.*|S7\\..*"))
                .hasSize(TYPE_CODES + 1 + 15)
                .allMatch(rule -> rule.count(false) > 0);
    }

    @Test
    void program_everyOne_namesRulesOfThePage() throws IOException {
        Set<String> known = rules().keySet();
        assertThat(Stream.concat(programs(true), programs(false)))
                .allSatisfy(program -> assertThat(program.rules()).isNotEmpty().isSubsetOf(known));
    }

    @Test
    void code_everyOne_hasRejectedPrograms() {
        Set<String> codes = IntStream.rangeClosed(1, TYPE_CODES)
                .mapToObj(number -> "T" + number)
                .collect(Collectors.toCollection(TreeSet::new));
        codes.addAll(Set.of("P", "C", "T63", "syntax", "duplicate"));
        assertThat(programs(false).flatMap(program -> program.codes().stream()).collect(Collectors.toSet()))
                .isEqualTo(codes);
    }

    @Test
    void corpus_isLargeAndHasNoProgramTwice() {
        for (boolean accepted : new boolean[] {true, false}) {
            List<String> sources = programs(accepted).map(CorpusCase::source).toList();
            assertThat(sources).hasSizeGreaterThanOrEqualTo(PROGRAMS_MIN);
            assertThat(sources.stream().map(LanguageRulesTest::spaced))
                    .as("spelling by spelling")
                    .doesNotHaveDuplicates();
        }
    }

    private static String spaced(String source) {
        return source.strip().replaceAll(" +", " ");
    }
}
