package org.omnigraph.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.ids.IdSource;

class CommitIdTest {
    private static final String ULID = "01KBBQ4ZZZABCDEFGHJKMNPQRS";

    @Test
    void of_anyPlace_isAUlidThatKeepsTimeAndRestAndSaysThePlace() {
        for (long version : new long[] {1, 31, 32, 902, 1L << 32, (1L << 35) - 1}) {
            for (String branch : new String[] {"main", "dev", "etl/nightly", "größe"}) {
                String id = CommitId.of(ULID, branch, version);
                assertThat(id).hasSize(26).startsWith("01KBBQ4ZZZ").endsWith("KMNPQRS");
                assertThat(id).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
                assertThat(CommitId.isShaped(id)).isTrue();
                assertThat(CommitId.versionOn(branch, id)).hasValue(version);
            }
        }
    }

    @Test
    void of_twoVersionsOrBranches_areTwoIds() {
        assertThat(CommitId.of(ULID, "main", 5))
                .isNotEqualTo(CommitId.of(ULID, "main", 6))
                .isNotEqualTo(CommitId.of(ULID, "dev", 5));
    }

    @Test
    void of_beyondThirtyFiveBits_isRefused() {
        assertThatThrownBy(() -> CommitId.of(ULID, "main", 1L << 35)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void versionOn_anotherBranchOrNoId_isNothing() {
        String id = CommitId.of(ULID, "main", 7);
        assertThat(CommitId.versionOn("dev", id)).isEmpty();
        for (String text :
                new String[] {"", "nope", id + "0", id.substring(1), id.replace('K', 'U'), id.toLowerCase(Locale.ROOT)
                }) {
            assertThat(CommitId.isShaped(text)).as(text).isFalse();
            assertThat(CommitId.versionOn("main", text)).as(text).isEmpty();
        }
    }

    @Test
    void of_realUlids_stayDistinctAtOnePlace() {
        IdSource ids = IdSource.ulids(InstantSource.system());
        assertThat(Stream.generate(() -> CommitId.of(ids.next(), "main", 1))
                        .limit(1_000)
                        .distinct())
                .hasSize(1_000);
    }
}
