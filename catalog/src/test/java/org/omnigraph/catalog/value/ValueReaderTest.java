package org.omnigraph.catalog.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

class ValueReaderTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static ValueReading read(String spelling, String text) {
        return ValueReader.read(
                new ValueType.Scalar(ScalarType.ofSpelling(spelling).orElseThrow()), json(text));
    }

    /// The table of schema-language.md §3, and its rule 1.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "String   | \"a\"                        | a",
                "String   | \"\"                         | ``",
                "Bool     | true                         | true",
                "I32      | -2147483648                  | -2147483648",
                "I32      | 2147483647                   | 2147483647",
                "U32      | 4294967295                   | 4294967295",
                "I64      | \"-9223372036854775808\"     | -9223372036854775808",
                "I64      | 9223372036854775807          | 9223372036854775807",
                "U64      | \"9223372036854775807\"      | 9223372036854775807",
                "F64      | 3                            | 3.0",
                "F64      | 1e3                          | 1000.0",
                "F32      | 0.1                          | 0.1",
                "F32      | 1.00000005960464477540       | 1.0000001",
                "Date     | \"2024-02-29\"               | 19782",
                "Date     | \"1969-12-31\"               | -1",
                "Date     | -5                           | -5",
                "DateTime | \"1970-01-01T00:00:01Z\"     | 1000",
                "DateTime | \"1970-01-01 00:00\"         | 0",
                "DateTime | \"1970-01-01\"               | 0",
                "DateTime | \"1970-01-01T00:00:00.12999\" | 129",
                "DateTime | \"1970-01-01T01:00:00+01:00\" | 0",
                "DateTime | \"1969-12-31T23:00:00.5-01:30\" | 1800500",
                "DateTime | 17                           | 17",
                "Blob     | \"base64:\"                  | base64:",
                "Blob     | \"base64:TWFu\"              | base64:TWFu",
                "Blob     | \"base64:TQ==\"              | base64:TQ==",
                "Blob     | \"https://example.org/a\"    | https://example.org/a",
            })
    void read_acceptedJson_givesTheJavaValue(String type, String text, String expected) {
        assertThat(read(type, text))
                .isInstanceOfSatisfying(
                        ValueReading.Value.class, v -> assertThat(v.value()).hasToString(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "String   | 3",
                "String | \"\\ud800\"",
                "Bool | 1",
                "Bool | \"true\"",
                "I32      | \"3\"",
                "I32 | 3.0",
                "I32 | 3e0",
                "I32 | 2147483648",
                "I32 | -2147483649",
                "U32      | -1",
                "U32 | 4294967296",
                "I64 | \"+1\"",
                "I64 | \"1.0\"",
                "I64 | \"\"",
                "I64      | 9223372036854775808",
                "U64 | -1",
                "U64 | 9223372036854775808",
                "F64      | \"1\"",
                "F64 | 1e999",
                "F32 | 3.5e38",
                "F32 | true",
                "Date     | \"2023-02-29\"",
                "Date | \"2024-2-9\"",
                "Date | \"2024-02-29T00:00\"",
                "Date | 2147483648",
                "Date     | 1.5",
                "DateTime | \"2024-02-29T24:00Z\"",
                "DateTime | \"2024-02-29T10:60Z\"",
                "DateTime | \"2024-02-29T10\"",
                "DateTime | \"2024-02-29T10:00:00.\"",
                "DateTime | \"2024-02-29T10:00+24:00\"",
                "DateTime | \"yesterday\"",
                "Blob     | \"base64:TQ\"",
                "Blob | \"base64:TQ=\"",
                "Blob | \"base64:TR==\"",
                "Blob | \"base64:T-_w\"",
                "Blob     | 3",
            })
    void read_otherJson_isBadValue(String type, String text) {
        assertThat(read(type, text))
                .isInstanceOfSatisfying(
                        ValueReading.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("bad_value"));
    }

    @Test
    void read_nullAndAbsence_areNull() {
        ValueType type = new ValueType.Scalar(ScalarType.STRING);
        assertThat(ValueReader.read(type, JsonNodeFactory.instance.nullNode())).isEqualTo(new ValueReading.Null());
        assertThat(ValueReader.read(type, MissingNode.getInstance())).isEqualTo(new ValueReading.Null());
    }

    @Test
    void read_enum_tellsForeignValuesFromForeignTypes() {
        ValueType type = new ValueType.EnumOf(List.of("light", "dark"));
        assertThat(ValueReader.read(type, json("\"dark\""))).isEqualTo(new ValueReading.Value("dark"));
        assertThat(ValueReader.read(type, json("\"grey\"")))
                .isEqualTo(new ValueReading.Refused("enum_violation", "is none of enum(dark, light): \"grey\""));
        assertThat(ValueReader.read(type, json("1")))
                .isInstanceOfSatisfying(
                        ValueReading.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("bad_value"));
    }

    @Test
    void read_list_refusesNullItemsAndOtherShapes() {
        ValueType type = new ValueType.ListOf(ScalarType.I32);
        assertThat(ValueReader.read(type, json("[1, 2]"))).isEqualTo(new ValueReading.Value(List.of(1, 2)));
        assertThat(ValueReader.read(type, json("[]"))).isEqualTo(new ValueReading.Value(List.of()));
        assertThat(ValueReader.read(type, json("[1, null]")))
                .isEqualTo(new ValueReading.Refused("bad_value", "has null as item 1"));
        assertThat(ValueReader.read(type, json("[1, \"2\"]"))).isInstanceOf(ValueReading.Refused.class);
        assertThat(ValueReader.read(type, json("1"))).isInstanceOf(ValueReading.Refused.class);
    }

    @Test
    void read_vector_needsExactlyItsDimensionOfFiniteNumbers() {
        ValueType type = new ValueType.Vector(2);
        assertThat(ValueReader.read(type, json("[1, 0.5]")))
                .isInstanceOfSatisfying(
                        ValueReading.Value.class,
                        v -> assertThat((float[]) v.value()).containsExactly(1f, 0.5f));
        assertThat(ValueReader.read(type, json("[1]"))).isInstanceOf(ValueReading.Refused.class);
        assertThat(ValueReader.read(type, json("[1, 1e39]"))).isInstanceOf(ValueReading.Refused.class);
        assertThat(ValueReader.read(type, json("[1, null]"))).isInstanceOf(ValueReading.Refused.class);
    }
}
