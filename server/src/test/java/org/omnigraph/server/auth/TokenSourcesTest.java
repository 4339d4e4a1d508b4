package org.omnigraph.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.state.diagnostic.DiagnosticCode;

class TokenSourcesTest {
    @Test
    void load_singleTokenAndFile_addUp(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tokens.json"), "{\" ines \": \" secret-1 \"}");
        TokenTable table = table(Map.of(
                TokenSources.SINGLE, "secret-0",
                TokenSources.FILE, file.toString(),
                TokenSources.LITERAL, "{\"ignored\": \"secret-2\"}"));
        assertThat(table.actorOf("secret-0")).contains("default");
        assertThat(table.actorOf("secret-1")).contains("ines");
        assertThat(table.actorOf("secret-2")).isEmpty();
        assertThat(table.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw--w----", "rw----r--", "rw-----w-"})
    void exposure_fileThatOthersMayReadOrWrite_warns(String permissions, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tokens.json"), "{\"ines\": \"hush-hush\"}");
        Map<String, String> environment = Map.of(TokenSources.FILE, " " + file + " ");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThat(TokenSources.exposure(environment)).hasValueSatisfying(warning -> {
            assertThat(warning.code()).isEqualTo(DiagnosticCode.TOKENS_EXPOSED);
            assertThat(warning.isError()).isFalse();
            assertThat(warning.message()).contains(file.toString()).doesNotContain("hush");
        });
        assertThat(table(environment).actorOf("hush-hush")).contains("ines");
        // A group that may read is how a service is commonly given its secrets.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        assertThat(TokenSources.exposure(environment)).isEmpty();
    }

    @Test
    void exposure_noFileOrOneThatIsNotThere_saysNothing() {
        assertThat(TokenSources.exposure(Map.of())).isEmpty();
        assertThat(TokenSources.exposure(Map.of(TokenSources.FILE, "/nonexistent/tokens")))
                .isEmpty();
    }

    @Test
    void load_nothing_isEmpty() {
        assertThat(table(Map.of()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"a\": 7}",
                "{\"a\": \"hush-hush\", \"a\": \"hush-hush2\"}",
                "{\"a\": \"hush-hush\", \" a \": \"hush-hush2\"}",
                "{\"a\": \"hush-hush\", \"b\": \"hush-hush\"}",
                "{\" \": \"hush-hush\"}",
                "{\"a\": \" \"}",
                "{\"omnigraph:recovery\": \"hush-hush\"}",
                "{\"a\": \"hush-hush\"",
                "",
            })
    void load_brokenSource_isRefusedWithoutTellingATokens(String json) {
        TokenLoading loading = TokenSources.load(Map.of(TokenSources.LITERAL, json));
        assertThat(loading).isInstanceOfSatisfying(TokenLoading.Refused.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(DiagnosticCode.TOKENS_INVALID);
            assertThat(refused.problem().message()).doesNotContain("hush");
        });
    }

    @Test
    void load_awsSecretOrMissingFile_isRefused() {
        assertThat(TokenSources.load(Map.of(TokenSources.AWS_SECRET, "arn"))).isInstanceOf(TokenLoading.Refused.class);
        assertThat(TokenSources.load(Map.of(TokenSources.FILE, "/nonexistent/tokens")))
                .isInstanceOf(TokenLoading.Refused.class);
    }

    @Test
    void of_everyCombination_followsTheTable() {
        assertThat(RuntimeState.of(false, false, false)).isEmpty();
        assertThat(RuntimeState.of(false, false, true)).contains(RuntimeState.OPEN);
        assertThat(RuntimeState.of(true, false, false)).contains(RuntimeState.DEFAULT_DENY);
        assertThat(RuntimeState.of(true, false, true)).contains(RuntimeState.DEFAULT_DENY);
        assertThat(RuntimeState.of(false, true, false)).isEmpty();
        assertThat(RuntimeState.of(false, true, true)).isEmpty();
        assertThat(RuntimeState.of(true, true, true)).contains(RuntimeState.POLICY);
    }

    private static TokenTable table(Map<String, String> environment) {
        return switch (TokenSources.load(environment)) {
            case TokenLoading.Loaded loaded -> loaded.table();
            case TokenLoading.Refused refused -> throw new AssertionError(refused);
        };
    }
}
