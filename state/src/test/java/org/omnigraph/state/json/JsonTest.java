package org.omnigraph.state.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void canonicalBytes_sortsKeysAndEndsInANewline() {
        JsonNode node = Json.parse("{\"b\":[1,{\"z\":null,\"a\":true}],\"a\":{},\"c\":[]}");

        assertThat(new String(Json.canonicalBytes(node), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {
                          "a": {},
                          "b": [
                            1,
                            {
                              "a": true,
                              "z": null
                            }
                          ],
                          "c": []
                        }
                        """);
        assertThat(Json.compact(node)).isEqualTo("{\"a\":{},\"b\":[1,{\"a\":true,\"z\":null}],\"c\":[]}");
    }

    @Test
    void compact_keepsNumbersAndTextsExactly() {
        for (String text : new String[] {
            "1.10",
            "-0.5",
            "123456789012345678901234567890",
            "0.1000000000000000055511151231257827",
            "\"\\\"\\\\\\n\\r\\t\\u0000\\u007f\"",
            "\"\\ud800\"",
            "\"\uD83D\uDE00 ä 日\""
        }) {
            assertThat(Json.compact(Json.parse(text))).isEqualTo(text);
            assertThat(Json.parse(Json.canonicalBytes(Json.parse(text)))).isEqualTo(Json.parse(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}x",
                "{} {}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{a:1}",
                "{'a':1}",
                "// c\n{}",
                "[1,]",
                "NaN",
                "01",
                "+1",
                "\"\t\"",
                "\uFEFF{}"
            })
    void parse_anythingElse_isRefused(String text) {
        assertThatExceptionOfType(InvalidJsonException.class).isThrownBy(() -> Json.parse(text));
        assertThatExceptionOfType(InvalidJsonException.class)
                .isThrownBy(() -> Json.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void parse_notUtf8_isRefused() {
        assertThatExceptionOfType(InvalidJsonException.class)
                .isThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xC3, '"'}))
                .withMessageContaining("UTF-8");
        assertThatExceptionOfType(InvalidJsonException.class)
                .isThrownBy(() -> Json.parse("{}".getBytes(StandardCharsets.UTF_16)));
    }

    @Test
    void parse_bombs_areRefusedWithoutAStackOverflow() {
        for (String bomb : new String[] {
            "[".repeat(100_000), "{\"a\":".repeat(100_000), "1".repeat(1001), "{\"" + "k".repeat(5000) + "\":1}"
        }) {
            assertThatExceptionOfType(InvalidJsonException.class).isThrownBy(() -> Json.parse(bomb));
        }
    }

    @Test
    void fields_unknownMissingOrWrong_areNamedWithTheirPath() {
        JsonFields fields = JsonFields.of(Json.parse("{\"a\": 1, \"b\": \"x\", \"c\": null}"), "outer");

        assertThat(fields.integer("a")).isEqualTo(1);
        assertThat(fields.text("c", "none")).isEqualTo("none");
        assertThatExceptionOfType(InvalidJsonException.class)
                .isThrownBy(fields::finish)
                .withMessage("unknown field `outer.b`");
        assertThatExceptionOfType(InvalidJsonException.class)
                .isThrownBy(() -> fields.integer("b"))
                .withMessage("`outer.b` must be a whole number");
        assertThatExceptionOfType(InvalidJsonException.class)
                .isThrownBy(() -> fields.text("d"))
                .withMessage("`outer.d` is missing");
    }
}
