package org.omnigraph.engine.query.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;

/// What does not fit into 32 bits is refused by name, not by an overflow.
class ColumnLimitsTest {

    @Test
    void build_listsOfMoreItemsThanAnArrayHolds_isATypedRefusal() {
        ColumnFiller filler = ColumnFiller.of(new ValueType.ListOf(ScalarType.BOOL), 2);
        filler.put(0, longList());
        filler.put(1, longList());
        assertThatThrownBy(filler::build)
                .isInstanceOfSatisfying(
                        GraphException.class,
                        e -> assertThat(e.failure())
                                .isEqualTo(new GraphFailure.ResourceLimit(
                                        "view_entries", Integer.MAX_VALUE - 8, 3L << 30)));
    }

    @Test
    void entries_upToTheLongestArray_areTaken() {
        assertThat(ColumnLimits.entries(Integer.MAX_VALUE - 8, "x")).isEqualTo(Integer.MAX_VALUE - 8);
        assertThatThrownBy(() -> ColumnLimits.entries(Integer.MAX_VALUE - 7, "a text index"))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("a text index has 2147483640 entries");
    }

    @Test
    void checkRows_moreThanAViewNumbers_isRefused() {
        assertThatCode(() -> ColumnLimits.checkRows(ColumnLimits.ROWS_MAX, "x")).doesNotThrowAnyException();
        assertThatThrownBy(() -> ColumnLimits.checkRows(ColumnLimits.ROWS_MAX + 1L, "node.Film"))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("node.Film has 536870913 rows");
    }

    private static List<Object> longList() {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return true;
            }

            @Override
            public int size() {
                return 3 << 29;
            }
        };
    }
}
