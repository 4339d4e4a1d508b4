package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionsTest {
    private static final List<String> COMMANDS = List.of("validate", "import", "plan", "apply", "status");

    @Test
    void nearest_typingMistake_isFound() {
        assertThat(Suggestions.nearest("plna", COMMANDS)).contains("plan");
        assertThat(Suggestions.nearest("aply", COMMANDS)).contains("apply");
        assertThat(Suggestions.nearest("valid", COMMANDS)).contains("validate");
    }

    @Test
    void nearest_nothingClose_isEmpty() {
        assertThat(Suggestions.nearest("destroy", COMMANDS)).isEmpty();
        assertThat(Suggestions.nearest("x", COMMANDS)).isEmpty();
        assertThat(Suggestions.nearest("plan", List.of())).isEmpty();
    }

    @Test
    void distance_countsSwappedNeighboursOnce() {
        assertThat(Suggestions.distance("plan", "paln")).isEqualTo(1);
        assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestions.distance("same", "same")).isZero();
    }
}
