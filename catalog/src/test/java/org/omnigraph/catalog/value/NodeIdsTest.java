package org.omnigraph.catalog.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

class NodeIdsTest {
    private static String canonical(ScalarType type, Object value) {
        return NodeIds.canonical(new ValueType.Scalar(type), value);
    }

    /// Rule §8.2.
    @Test
    void canonical_followsTheTypeOfTheKey() {
        assertThat(canonical(ScalarType.STRING, "tt0078748")).isEqualTo("tt0078748");
        assertThat(canonical(ScalarType.I32, -7)).isEqualTo("-7");
        assertThat(canonical(ScalarType.U64, 7L)).isEqualTo("7");
        assertThat(canonical(ScalarType.BOOL, true)).isEqualTo("true");
        assertThat(canonical(ScalarType.DATE, 19782)).isEqualTo("19782");
        assertThat(canonical(ScalarType.DATE_TIME, -5L)).isEqualTo("-5");
        assertThat(canonical(ScalarType.F64, 1e21)).isEqualTo("1000000000000000000000");
        assertThat(canonical(ScalarType.F64, -0.0)).isEqualTo("0");
        assertThat(canonical(ScalarType.F64, 1e-7)).isEqualTo("0.0000001");
        assertThat(canonical(ScalarType.F32, 0.1f)).isEqualTo("0.1");
        assertThat(canonical(ScalarType.F32, 100f)).isEqualTo("100");
        assertThat(NodeIds.canonical(new ValueType.EnumOf(List.of("a", "b")), "b"))
                .isEqualTo("b");
        assertThatThrownBy(() -> canonical(ScalarType.F64, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> canonical(ScalarType.BLOB, "base64:")).isInstanceOf(IllegalArgumentException.class);
    }

    /// Rule §8.3, with the example of the page.
    @Test
    void ofKey_compositeKey_isACompactJsonArrayOfStrings() {
        ValueType i32 = new ValueType.Scalar(ScalarType.I32);
        ValueType string = new ValueType.Scalar(ScalarType.STRING);
        assertThat(NodeIds.ofKey(List.of(i32, string), List.of(7, "north \"A\"")))
                .isEqualTo("[\"7\",\"north \\\"A\\\"\"]");
        assertThat(NodeIds.ofKey(List.of(string, string), List.of("\\\b\f\n\r\t\u0001/\u007fé", "")))
                .isEqualTo("[\"\\\\\\b\\f\\n\\r\\t\\u0001/\u007fé\",\"\"]");
        assertThat(NodeIds.ofKey(List.of(string), List.of("[plain]"))).isEqualTo("[plain]");
    }
}
