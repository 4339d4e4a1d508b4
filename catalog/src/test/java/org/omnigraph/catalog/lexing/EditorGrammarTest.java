package org.omnigraph.catalog.lexing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.ast.QueryAnnotation;
import org.omnigraph.catalog.schema.ScalarType;

/// The grammars under `docs/editors/` know every word and sign of the languages: the lists come from the lexer, the
/// trees and the parsers' sources, so a new keyword fails here until the grammar has it.
class EditorGrammarTest {
    private static final Path EDITORS = Path.of("..", "docs", "editors");
    private static final Path SOURCES = Path.of("src/main/java/org/omnigraph/catalog");
    private static final Pattern PARSED_WORD = Pattern.compile("(?:isWord|takeWord)\\(\"(\\w+)\"\\)");
    private static final Pattern WORD_LIST =
            Pattern.compile("(?:WORDS|DECLARATIONS|CONSTRAINTS) =\\s*(?:List|Set)\\.of\\(((?:\"\\w+\"(?:, )?)+)\\)");
    private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\"");

    /// Words that the query parser knows only to refuse them or to say what a type is.
    private static final Set<String> REFUSED = Set.of("and", "or", "enum");

    @Test
    void schemaGrammar_knowsEveryWordAndSign() throws IOException {
        List<Pattern> rules = rules("omnigraph-pg.tmLanguage.json");
        Set<String> words = parsedWords("schema");
        assertThat(words).contains("node", "edge", "interface", "implements", "enum", "card", "key", "check");
        for (ScalarType type : ScalarType.values()) {
            words.add(type.spelling());
        }
        assertKnown(rules, words, List.of("%s", "%s Film", "@%s", "a:%s("));
        assertKnown(
                rules,
                signs(
                        TokenKind.DOT,
                        TokenKind.LESS,
                        TokenKind.LESS_EQUAL,
                        TokenKind.GREATER,
                        TokenKind.GREATER_EQUAL,
                        TokenKind.NOT_EQUAL),
                List.of("%s"));
    }

    @Test
    void queryGrammar_knowsEveryWordAndSign() throws IOException {
        List<Pattern> rules = rules("omnigraph-gq.tmLanguage.json");
        Set<String> words = parsedWords("query");
        assertThat(words).contains("query", "match", "return", "order", "limit", "not", "set", "where", "insert");
        words.removeAll(REFUSED);
        Arrays.stream(ScalarType.values()).map(ScalarType::spelling).forEach(words::add);
        Arrays.stream(Expr.AggregateFunction.values())
                .map(Expr.AggregateFunction::word)
                .forEach(words::add);
        Arrays.stream(Expr.TextFunction.values()).map(Expr.TextFunction::word).forEach(words::add);
        Arrays.stream(QueryAnnotation.Kind.values())
                .map(QueryAnnotation.Kind::word)
                .forEach(words::add);
        words.addAll(List.of("bm25", "rrf", "date", "datetime", "true", "false"));
        assertKnown(rules, words, List.of("%s", "%s(", "%s q(", "@%s"));
        Set<String> signs = signs(TokenKind.ARROW, TokenKind.DOT_DOT);
        Arrays.stream(Operator.values()).map(Operator::spelling).forEach(signs::add);
        assertKnown(rules, signs, List.of("%s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"omnigraph-pg.tmLanguage.json", "omnigraph-gq.tmLanguage.json"})
    void grammar_includesOnlyWhatItHolds(String file) throws IOException {
        JsonNode grammar = new ObjectMapper().readTree(EDITORS.resolve(file).toFile());
        for (JsonNode include : grammar.findValues("include")) {
            assertThat(grammar.path("repository").has(include.asText().substring(1)))
                    .as(include.asText())
                    .isTrue();
        }
        assertThat(grammar.path("scopeName").asText()).startsWith("source.omnigraph.");
    }

    @Test
    void extension_namesFilesThatAreThere() throws IOException {
        JsonNode extension =
                new ObjectMapper().readTree(EDITORS.resolve("package.json").toFile());
        List<JsonNode> files = new ArrayList<>(extension.findValues("path"));
        files.addAll(extension.findValues("configuration"));
        assertThat(files)
                .hasSize(4)
                .allSatisfy(file -> assertThat(EDITORS.resolve(file.asText())).exists());
        JsonNode configuration = new ObjectMapper()
                .readTree(EDITORS.resolve("language-configuration.json").toFile());
        assertThat(configuration.path("comments").path("lineComment").asText()).isEqualTo("//");
        Pattern.compile(configuration.path("wordPattern").asText());
        configuration.path("indentationRules").forEach(rule -> Pattern.compile(rule.asText()));
    }

    /// Every regular expression of a grammar; one that does not compile throws.
    private static List<Pattern> rules(String file) throws IOException {
        JsonNode grammar = new ObjectMapper().readTree(EDITORS.resolve(file).toFile());
        List<Pattern> rules = new ArrayList<>();
        for (String field : List.of("match", "begin", "end")) {
            grammar.findValues(field).forEach(rule -> rules.add(Pattern.compile(rule.asText())));
        }
        assertThat(rules).hasSizeGreaterThan(12);
        return rules;
    }

    /// A word is known if some rule other than that for any name takes it whole, in one of the places where it
    /// stands.
    private static void assertKnown(List<Pattern> rules, Set<String> words, List<String> places) {
        List<Pattern> particular = rules.stream()
                .filter(rule -> !rule.matcher("zzz").matches()
                        && !rule.matcher("Zzz").matches()
                        && !rule.matcher("@zzz").matches())
                .toList();
        List<String> unknown = words.stream()
                .filter(word -> places.stream()
                        .noneMatch(place ->
                                particular.stream().anyMatch(rule -> takes(rule.matcher(place.formatted(word)), word))))
                .toList();
        assertThat(unknown).isEmpty();
    }

    private static boolean takes(Matcher matcher, String word) {
        while (matcher.find()) {
            for (int group = 0; group <= matcher.groupCount(); group++) {
                if (word.equals(matcher.group(group))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> signs(TokenKind... absent) {
        Set<String> signs = new TreeSet<>();
        for (TokenKind kind : TokenKind.values()) {
            if (kind.description().startsWith("`") && !Arrays.asList(absent).contains(kind)) {
                signs.add(kind.description().replace("`", ""));
            }
        }
        assertThat(signs).hasSizeGreaterThan(10);
        return signs;
    }

    private static Set<String> parsedWords(String language) throws IOException {
        Set<String> words = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES.resolve(language))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                PARSED_WORD.matcher(source).results().forEach(found -> words.add(found.group(1)));
                WORD_LIST
                        .matcher(source)
                        .results()
                        .flatMap(found -> QUOTED.matcher(found.group(1)).results())
                        .forEach(found -> words.add(found.group(1)));
            }
        }
        return words;
    }
}
