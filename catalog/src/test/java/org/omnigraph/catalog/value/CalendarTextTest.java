package org.omnigraph.catalog.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CalendarTextTest {
    @Test
    void dateTime_isUtcWithThreeDigits() {
        assertThat(CalendarText.dateTime(1_709_193_600_007L)).isEqualTo("2024-02-29T08:00:00.007Z");
        assertThat(CalendarText.dateTime(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
    }

    @Test
    void date_isIsoAndSignedOutsideFourDigits() {
        assertThat(CalendarText.date(19782)).isEqualTo("2024-02-29");
        assertThat(CalendarText.date(4_000_000)).isEqualTo("+12921-08-18");
        assertThat(CalendarText.parseDate("+12921-08-18")).hasValue(4_000_000);
        assertThat(CalendarText.parseDate("+999999999-01-01")).isEmpty();
    }
}
