package org.omnigraph.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnigraph.catalog.query.ast.Param;
import org.omnigraph.state.diagnostic.DiagnosticCode;

class ParameterBinderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "String   | \"a\"        | a",
                "Blob     | \"base64:\"  | base64:",
                "Bool     | true         | true",
                "I32      | -2147483648  | -2147483648",
                "I32      | \"12\"       | 12",
                "I64      | 9223372036854775807 | 9223372036854775807",
                "I64      | \"-9223372036854775808\" | -9223372036854775808",
                "U32      | 4294967295   | 4294967295",
                "U64      | \"9223372036854775807\" | 9223372036854775807",
                "F64      | 1            | 1.0",
                "F64      | 1e3          | 1000.0",
                "F32      | 0.1          | 0.10000000149011612",
                "Date     | \"1970-01-02\" | 1",
                "DateTime | \"1970-01-01T00:00:01Z\" | 1000",
                "DateTime | \"1970-01-02\" | 86400000",
                "[I32]    | [1, \"2\"]   | [1, 2]",
                "[Date]   | []           | []",
                "[String] | [\"a\"]      | [a]"
            })
    void bind_acceptedValue_givesJavaValue(String type, String json, String expected) {
        BindResult result = bind("$p: " + type, "{\"p\": " + json + "}");
        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get("p")).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "String    | 1",
                "String    | true",
                "String    | [\"a\"]",
                "String    | {}",
                "Blob      | 1",
                "Bool      | 1",
                "Bool      | \"true\"",
                "I32       | 2147483648",
                "I32       | 3.0",
                "I32       | 3e0",
                "I32       | \"3.0\"",
                "I32       | \"\"",
                "I32       | \" 3\"",
                "I32       | \"+3\"",
                "I32       | true",
                "I64       | 9223372036854775808",
                "I64       | \"99999999999999999999999999\"",
                "U32       | -1",
                "U32       | 4294967296",
                "U64       | 9223372036854775808",
                "U64       | \"-1\"",
                "F64       | \"1.5\"",
                "F64       | 1e999",
                "F32       | 1e39",
                "F32       | true",
                "Date      | 0",
                "Date      | \"2024-02-30\"",
                "Date      | \"2024-02-28T00:00:00Z\"",
                "DateTime  | 0",
                "DateTime  | \"now\"",
                "Vector(2) | [1]",
                "Vector(2) | [1, 2, 3]",
                "Vector(2) | [1, \"2\"]",
                "Vector(2) | [1, null]",
                "Vector(2) | [1, 1e39]",
                "Vector(2) | \"text\"",
                "[I32]     | 1",
                "[I32]     | [1, null]",
                "[I32]     | [[1]]",
                "[I32]     | [3.0]",
                "String    | null",
                "[I32]     | null"
            })
    void bind_refusedValue_namesTheParameter(String type, String json) {
        BindResult result = bind("$p: " + type, "{\"p\": " + json + "}");
        assertThat(result.values()).isEmpty();
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.parameter()).isEqualTo("p");
            assertThat(problem.reason()).contains("`p`").contains(type);
        });
        assertThat(result.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.code()).isEqualTo(DiagnosticCode.QUERY_PARAMETER_INVALID));
    }

    @Test
    void bind_javaTypes_areThoseOfTheTable() {
        BindResult result = bind(
                "$a: I32, $b: I64, $c: U32, $d: U64, $e: F32, $f: F64, $g: Date, $h: DateTime, $i: Vector(2)", """
                {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": "1970-01-02", "h": "1970-01-02", "i": [1, 0.5]}
                """);
        Map<String, Object> values = result.values();
        assertThat(values.get("a")).isInstanceOf(Integer.class);
        assertThat(List.of("b", "c", "d", "h"))
                .allSatisfy(n -> assertThat(values.get(n)).isInstanceOf(Long.class));
        assertThat(List.of("e", "f")).allSatisfy(n -> assertThat(values.get(n)).isInstanceOf(Double.class));
        assertThat(values.get("g")).isInstanceOf(Integer.class);
        assertThat(values.get("i")).isEqualTo(new float[] {1, 0.5f});
    }

    @Test
    void bind_nullableParameter_mayBeNullOrAbsent() {
        assertThat(bind("$p: String?, $q: [I32]?", "{\"p\": null}")).isEqualTo(new BindResult(Map.of(), List.of()));
    }

    @Test
    void bind_requiredParameterMissing_isRefused() {
        BindResult result = bind("$p: String, $q: I32", "{}");
        assertThat(result.problems()).extracting(BindResult.Problem::parameter).containsExactly("p", "q");
        assertThat(result.problems().getFirst().reason()).contains("missing");
    }

    @Test
    void bind_noObject_meansNoParameters() {
        assertThat(ParameterBinder.bind(params("$p: String?"), NullNode.instance)
                        .isBound())
                .isTrue();
        assertThat(ParameterBinder.bind(params("$p: String?"), MissingNode.getInstance())
                        .isBound())
                .isTrue();
        assertThat(ParameterBinder.bind(params("$p: String"), NullNode.instance).isBound())
                .isFalse();
    }

    @Test
    void bind_anythingButAnObject_isRefused() {
        assertThat(bind("$p: String?", "[]").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.parameter()).isEmpty());
        assertThat(bind("", "\"x\"").isBound()).isFalse();
    }

    @Test
    void bind_undeclaredNames_areIgnoredUnlessObjects() {
        assertThat(bind("$p: String", "{\"p\": \"x\", \"q\": 3, \"r\": [1], \"s\": null}")
                        .values())
                .isEqualTo(Map.of("p", "x"));
        assertThat(bind("$limit: I32?", "{\"limits\": {}}").problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.parameter()).isEqualTo("limits");
                    assertThat(problem.help()).contains("limit");
                });
    }

    private static BindResult bind(String declarations, String json) {
        return ParameterBinder.bind(params(declarations), json(json));
    }

    private static List<Param> params(String declarations) {
        String source = "query q(" + declarations + ") { match { $x: T } return { $x } }";
        return QueryParser.parse(source)
                .file()
                .orElseThrow()
                .queries()
                .getFirst()
                .params();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
