package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.cli.HostileConfigs.Hostile;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.testing.LeastTime;
import org.omnigraph.state.testing.Report;

/// A broken or hostile config is refused at once and with its code; nothing is written anywhere, nothing outside the
/// folder is shown, and what is shown cannot drive a terminal.
final class HostileConfigTest {
    private static final int CASES_MIN = 150;
    private static final int MESSAGE_MAX = 1_000;
    private static final int SWAPS = 300;

    /// Half a second is what the slowest takes; the rest is for a busy machine.
    /// Of processor time, which other tests cannot use up.
    private static final long NANOS_MAX = 1_000_000_000;

    /// A command that waits for a FIFO or a device uses no processor time; it must not hang either,
    /// tried three times.
    private static final Duration HANG = Duration.ofSeconds(6);

    @TempDir
    Path temp;

    static List<Hostile> hostile() {
        return HostileConfigs.all();
    }

    @Test
    void cases_areManyAndDistinct() {
        Set<String> names = new HashSet<>();
        hostile()
                .forEach(hostile ->
                        assertThat(names.add(hostile.name())).as(hostile.name()).isTrue());
        assertThat(names).hasSizeGreaterThan(CASES_MIN);
        Report.count("hostile configs", names.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileConfig_isRefusedAtOnceAndTouchesNothing(Hostile hostile) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("config"));
        Path outside = Files.createDirectories(temp.resolve("outside"));
        TestCluster.small(folder);
        Files.writeString(outside.resolve("secret"), HostileConfigs.SECRET);
        hostile.breaking().breakIt(folder, outside);
        Map<String, String> before = everything();

        Ran checked = run("cluster", "validate", "--config", "config", "--json");
        Ran told = run("cluster", "validate", "--config", "config");
        Ran applied = run("cluster", "apply", "--config", "config", "--as", "me", "--json");

        JsonNode diagnostics = Json.parse(checked.out()).path("diagnostics");
        assertThat(diagnostics.findValuesAsText("code")).as(checked.out()).contains(hostile.code());
        assertThat(checked.exitCode()).isIn(65, 66, 74);
        assertThat(applied.exitCode()).isEqualTo(checked.exitCode());
        for (JsonNode diagnostic : diagnostics) {
            assertThat(diagnostic.path("message").asText()).hasSizeLessThan(MESSAGE_MAX);
            assertThat(diagnostic.path("help").asText()).hasSizeLessThan(MESSAGE_MAX);
        }
        assertThat(checked.out() + told.out() + told.err() + applied.out())
                .doesNotContain(HostileConfigs.SECRET)
                .doesNotContain("internal_error");
        assertThat(told.err().codePoints().filter(HostileConfigTest::drivesATerminal))
                .isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    /// A link that is swapped in while the file is read leads nowhere.
    @Test
    void schema_thatALinkOutReplacesWhileItIsRead_isNeverTheOther() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("config"));
        TestCluster.small(folder);
        Path outside = Files.writeString(temp.resolve("secret"), HostileConfigs.SECRET);
        Path link = Files.createSymbolicLink(temp.resolve("link"), outside);
        Path schema = folder.resolve("brain.pg");
        AtomicBoolean done = new AtomicBoolean();
        Thread swapper = Thread.ofPlatform().start(() -> swap(schema, link, temp.resolve("spare"), done));
        int refused = 0;
        try {
            for (int i = 0; i < SWAPS; i++) {
                Ran ran = new CliRun(temp).run("cluster", "validate", "--config", "config", "--json");
                refused += ran.exitCode() == 0 ? 0 : 1;
                assertThat(ran.out()).doesNotContain(HostileConfigs.SECRET).doesNotContain("schema_parse_error");
            }
        } finally {
            done.set(true);
            swapper.join();
        }
        assertThat(refused).isPositive();
        Report.count("loads that met a swapped link", refused);
    }

    private Ran run(String... args) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        AtomicReference<Ran> ran = new AtomicReference<>(new Ran(0, "", ""));
        return Assertions.assertTimeoutPreemptively(HANG, () -> {
            long least = LeastTime.of(
                    () -> {
                        long before = threads.getCurrentThreadCpuTime();
                        ran.set(new CliRun(temp).run(args));
                        return threads.getCurrentThreadCpuTime() - before;
                    },
                    NANOS_MAX);
            assertThat(least).isLessThan(NANOS_MAX);
            return ran.get();
        });
    }

    private static boolean drivesATerminal(int c) {
        boolean bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return bidi || (Character.isISOControl(c) && c != '\n');
    }

    /// Every path below the test's folder with its kind, size and time.
    private Map<String, String> everything() throws IOException {
        Map<String, String> seen = new TreeMap<>();
        try (Stream<Path> all = Files.walk(temp)) {
            for (Path path : all.toList()) {
                var attributes =
                        Files.readAttributes(path, "size,lastModifiedTime,isDirectory", LinkOption.NOFOLLOW_LINKS);
                seen.put(path.toString(), attributes.toString());
            }
        }
        return seen;
    }

    private static void swap(Path name, Path link, Path spare, AtomicBoolean done) {
        try {
            while (!done.get()) {
                Files.move(name, spare, StandardCopyOption.ATOMIC_MOVE);
                Files.move(link, name, StandardCopyOption.ATOMIC_MOVE);
                Files.move(name, link, StandardCopyOption.ATOMIC_MOVE);
                Files.move(spare, name, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
