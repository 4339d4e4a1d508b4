package org.omnigraph.authoring.language;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Span;

final class TextPlacesTest {
    private static final String FILM = "\uD83C\uDFAC";

    @Test
    void range_ofDiagnostic_countsUtf16Units() {
        String text = "a\n" + FILM + FILM + " x" + FILM + "y\n";
        int x = text.indexOf('x');
        Span span = new Span(x, x + 3);
        TextPlaces index = new TextPlaces(text);
        assertThat(SourceText.of(text).position(span).column()).isEqualTo(4);
        assertThat(index.range(SourceText.of(text).position(span)))
                .isEqualTo(new TextRange(new TextPlace(1, 5), new TextPlace(1, 8)));
    }

    @Test
    void place_afterLoneReturn_isOnTheEditorsNextLine() {
        String text = "a\rb\r\nc";
        TextPlaces index = new TextPlaces(text);
        assertThat(index.place(text.indexOf('b'))).isEqualTo(new TextPlace(1, 0));
        assertThat(index.place(text.indexOf('c'))).isEqualTo(new TextPlace(2, 0));
        assertThat(index.range(SourceText.of(text).position(new Span(2, 3))).start())
                .isEqualTo(new TextPlace(1, 0));
    }

    @Test
    void offset_outsideOfTheText_isItsNearestPlace() {
        TextPlaces index = new TextPlaces("ab\r\nc");
        assertThat(index.offset(0, 99)).isEqualTo(2);
        assertThat(index.offset(9, 0)).isEqualTo(5);
        assertThat(index.offset(-1, 0)).isZero();
        assertThat(index.offset(0, Integer.MAX_VALUE)).isEqualTo(2);
        assertThat(index.offset(1, -3)).isEqualTo(4);
    }

    @Property
    void spans_comeBackFromTheirPositions(
            @ForAll @Chars({'a', '\n', '\r', ' '}) String plain, @ForAll int from, @ForAll int to) {
        String text = plain.replace("a", "a" + FILM);
        int[] starts = text.codePoints().map(Character::charCount).toArray();
        int first = offset(starts, Math.floorMod(from, starts.length + 1));
        int last = offset(starts, Math.floorMod(to, starts.length + 1));
        Span span = new Span(Math.min(first, last), Math.max(first, last));
        TextPlaces index = new TextPlaces(text);
        assertThat(index.range(SourceText.of(text).position(span))).isEqualTo(index.range(span));
    }

    private static int offset(int[] widths, int count) {
        int offset = 0;
        for (int i = 0; i < count; i++) {
            offset += widths[i];
        }
        return offset;
    }
}
