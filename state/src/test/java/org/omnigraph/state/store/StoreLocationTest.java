package org.omnigraph.state.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.state.diagnostic.DiagnosticCode;

class StoreLocationTest {
    private static final Path BASE = Path.of("/base");

    @Test
    void parse_paths() {
        assertThat(StoreLocation.parse("data", BASE)).isEqualTo(new StoreLocation.Local(Path.of("/base/data")));
        assertThat(StoreLocation.parse("../data/", BASE)).isEqualTo(new StoreLocation.Local(Path.of("/data")));
        assertThat(StoreLocation.parse("/x/y", BASE)).isEqualTo(new StoreLocation.Local(Path.of("/x/y")));
        assertThat(StoreLocation.parse("file:///x/a%20b", BASE)).isEqualTo(new StoreLocation.Local(Path.of("/x/a b")));
    }

    @Test
    void parse_s3() {
        assertThat(StoreLocation.parse("s3://bucket", BASE)).isEqualTo(new StoreLocation.S3("bucket", KeyPrefix.ROOT));
        assertThat(StoreLocation.parse("s3://bucket/a/b/", BASE))
                .isEqualTo(new StoreLocation.S3("bucket", new KeyPrefix("a/b/")));
        assertThat(StoreLocation.parse("S3://bucket/a/b", BASE))
                .isEqualTo(new StoreLocation.S3("bucket", new KeyPrefix("a/b/")))
                .hasToString("s3://bucket/a/b/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "s3://",
                "s3:///prefix",
                "s3://b/../x",
                "s3://user:secret@b/x",
                "http://host/x",
                "file://host/x",
                "file:///x?y",
                "file://%zz",
                "a\0b"
            })
    void parse_nonsense_isInvalidStorageRoot(String text) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreLocation.parse(text, BASE))
                .satisfies(e -> assertThat(e.code()).isEqualTo(DiagnosticCode.INVALID_STORAGE_ROOT));
    }
}
