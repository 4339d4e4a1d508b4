package org.omnigraph.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class TableTest {
    @Test
    void text_alignsTextLeftAndNumbersRight() {
        Table table = new Table(List.of("name", "n"), List.of(false, true));
        table.add(List.of("a", "1"));
        table.add(List.of("bcdef", "200"));
        assertThat(table.text(Style.PLAIN)).isEqualTo("""
                        name     n
                        ─────  ───
                        a        1
                        bcdef  200
                        """);
    }

    @Test
    void text_ofStoredDataWithControls_isOneLineAndDrivesNoTerminal() {
        Table table = new Table(List.of("name"), List.of(false));
        table.add(List.of("a\u001b[2J\u009b31m\n\u202eb"));
        assertThat(table.text(Style.PLAIN).lines().toList().getLast()).isEqualTo("a\\u001b[2J\\u009b31m\\n\\u202eb");
    }

    @Test
    void text_tooWide_takesFromTheWidestFirst() {
        Table table = new Table(List.of("id", "text"), List.of(false, false));
        table.add(List.of("12345678", "x".repeat(100)));
        List<String> lines = table.text(new Style(false, 40)).lines().toList();
        assertThat(lines.getLast()).isEqualTo("12345678  " + "x".repeat(29) + "…");
    }

    @Property(tries = 200)
    void text_neverWiderThanTheScreen(
            @ForAll @Size(min = 1, max = 4) List<@StringLength(max = 120) String> cells,
            @ForAll @IntRange(min = 40, max = 120) int width) {
        List<String> printable = cells.stream().map(Prose::printable).toList();
        Table table = new Table(
                printable.stream().map(cell -> "h").toList(),
                printable.stream().map(cell -> false).toList());
        table.add(printable);
        assertThat(table.text(new Style(false, width)).lines())
                .allMatch(line -> line.codePointCount(0, line.length()) <= width);
    }
}
