package org.omnigraph.state.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void masked_credentialsInAnAddress_keepsTheRestAndTheLength() {
        assertThat(Shown.masked("storage: s3://key:secret@bucket/p")).isEqualTo("storage: s3://**********@bucket/p");
        assertThat(Shown.masked("https://h/p?a=1&X-Amz-Signature=abc&b=2"))
                .isEqualTo("https://h/p?a=1&X-Amz-Signature=***&b=2");
        assertThat(Shown.masked("https://h/p?access_token=abc")).isEqualTo("https://h/p?access_token=***");
    }

    @Test
    void masked_ordinaryText_staysAsItIs() {
        for (String text :
                new String[] {"s3://bucket/prefix", "a@b.c", "token: String @key", "http://h:8080/graphs/g"}) {
            assertThat(Shown.masked(text)).isEqualTo(text);
        }
    }

    @Test
    void bounded_endlessText_isCutBetweenCharacters() {
        assertThat(Shown.bounded("x".repeat(1_000_000))).hasSize(901).endsWith("…");
        assertThat(Shown.bounded("x".repeat(899) + "😀".repeat(10))).isEqualTo("x".repeat(899) + "…");
        assertThat(Shown.bounded("short")).isEqualTo("short");
    }
}
