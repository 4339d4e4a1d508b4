package org.omnigraph.catalog.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

class ValueRoundTripProperties {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static Object throughJson(ValueType type, Object value) {
        try {
            String tree = JSON.writeValueAsString(ValueWriter.toJson(type, value));
            StringWriter streamed = new StringWriter();
            try (JsonGenerator out = JSON.createGenerator(streamed)) {
                ValueWriter.write(type, value, out);
            }
            assertThat(streamed).hasToString(tree);
            return ((ValueReading.Value) ValueReader.read(type, JSON.readTree(tree))).value();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Object throughJson(ScalarType type, Object value) {
        return throughJson(new ValueType.Scalar(type), value);
    }

    @Property
    void everyF32_readsBackAsItself(@ForAll float value) {
        assertThat(throughJson(ScalarType.F32, value)).isEqualTo(value == 0 ? 0f : value);
    }

    @Property
    void everyF64_readsBackAsItself(@ForAll double value) {
        assertThat(throughJson(ScalarType.F64, value)).isEqualTo(value == 0 ? 0d : value);
    }

    @Property
    void everyI64_readsBackAsItself(@ForAll long value) {
        assertThat(throughJson(ScalarType.I64, value)).isEqualTo(value);
    }

    @Property
    void everyDate_readsBackAsItself(@ForAll int days) {
        assertThat(throughJson(ScalarType.DATE, days)).isEqualTo(days);
    }

    @Property
    void everyDateTime_readsBackAsItself(@ForAll long millis) {
        assertThat(throughJson(ScalarType.DATE_TIME, millis)).isEqualTo(millis);
    }

    @Property
    void everyListOfI32_readsBackAsItself(@ForAll List<Integer> values) {
        assertThat(throughJson(new ValueType.ListOf(ScalarType.I32), values)).isEqualTo(values);
    }

    @Property
    void everyVector_readsBackAsItself(@ForAll float a, @ForAll float b) {
        float[] vector = {a + 0f, b + 0f};
        assertThat((float[]) throughJson(new ValueType.Vector(2), vector)).containsExactly(a + 0f, b + 0f);
    }

    @Property
    void canonicalF64_isShortestDecimalThatReadsBack(@ForAll double value) {
        String id = NodeIds.canonical(new ValueType.Scalar(ScalarType.F64), value);
        assertThat(id).matches("-?[0-9]+(\\.[0-9]*[1-9])?").doesNotMatch("-0");
        assertThat(Double.parseDouble(id)).isEqualTo(value == 0 ? 0d : value);
    }
}
