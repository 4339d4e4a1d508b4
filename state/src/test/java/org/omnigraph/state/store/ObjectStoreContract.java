package org.omnigraph.state.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// What every object store promises (storage-protocol.md §1). Each store has a small subclass.
abstract class ObjectStoreContract {
    private static final long MAX = 1 << 20;
    private static final ObjectKey KEY = new ObjectKey("a/b/c.json");

    private ObjectStore store;

    /// A new, empty store.
    abstract ObjectStore open();

    /// How many rounds of races to run; fewer where each costs time.
    int rounds() {
        return 50;
    }

    /// False for stores whose `putIfMatch` is known to let several writers win, as some S3 look-alikes do; nothing of
    /// ours rests on it.
    boolean isPutIfMatchAtomic() {
        return true;
    }

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Nested
    class Reading {
        @Test
        void get_absent_isEmpty() {
            assertThat(store.get(KEY, MAX)).isEmpty();
            assertThat(store.open(KEY)).isEmpty();
        }

        @Test
        void get_present_givesBytesAndToken() {
            VersionToken token = written(store.put(KEY, bytes("one")));

            StoredObject object = store.get(KEY, MAX).orElseThrow();
            assertThat(text(object)).isEqualTo("one");
            assertThat(object.token()).isEqualTo(token);
        }

        @Test
        void get_exactlyAsLongAsAllowed_isRead() {
            written(store.put(KEY, bytes("12345")));

            assertThat(store.get(KEY, 5)).isPresent();
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.get(KEY, 4))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(DiagnosticCode.STORE_OBJECT_TOO_LARGE));
        }

        @Test
        void get_emptyObject_isPresent() {
            written(store.put(KEY, new byte[0]));

            assertThat(store.get(KEY, 0).orElseThrow().bytes()).isEmpty();
        }

        @Test
        void get_belowAnObject_isAbsent() {
            written(store.put(new ObjectKey("file"), bytes("x")));

            assertThat(store.get(new ObjectKey("file/below"), MAX)).isEmpty();
        }

        @Test
        void keys_withSpacesAndUnicode_areKeptApart() {
            List<String> names = List.of("a b", "a+b", "a%20b", "ä", "日本", "a#b?c", "A b", "a=b&c");
            for (String name : names) {
                written(store.put(new ObjectKey("names/" + name), bytes(name)));
            }

            for (String name : names) {
                assertThat(text(store.get(new ObjectKey("names/" + name), MAX).orElseThrow()))
                        .isEqualTo(name);
            }
            assertThat(store.list(new KeyPrefix("names/")))
                    .extracting(object -> object.key().name())
                    .containsExactlyElementsOf(names.stream().sorted().toList());
        }
    }

    @Nested
    class Writing {
        @Test
        void put_twice_replaces() {
            VersionToken first = written(store.put(KEY, bytes("one")));
            VersionToken second = written(store.put(KEY, bytes("two")));

            assertThat(second).isNotEqualTo(first);
            assertThat(text(store.get(KEY, MAX).orElseThrow())).isEqualTo("two");
        }

        @Test
        void putIfAbsent_absent_creates() {
            VersionToken token = written(store.putIfAbsent(KEY, bytes("one")));

            assertThat(store.get(KEY, MAX).orElseThrow().token()).isEqualTo(token);
        }

        @Test
        void putIfAbsent_present_changesNothing() {
            written(store.put(KEY, bytes("one")));

            assertThat(store.putIfAbsent(KEY, bytes("two"))).isInstanceOf(PutOutcome.Exists.class);
            assertThat(text(store.get(KEY, MAX).orElseThrow())).isEqualTo("one");
        }

        @Test
        void putIfAbsent_ownBytesAgain_isTheSameSuccess() {
            written(store.putIfAbsent(KEY, bytes("mine")));

            written(store.putIfAbsent(KEY, bytes("mine")));
        }

        @Test
        void putIfMatch_sameVersion_replaces() {
            VersionToken token = written(store.put(KEY, bytes("one")));

            VersionToken second = written(store.putIfMatch(KEY, bytes("two"), token));
            assertThat(text(store.get(KEY, MAX).orElseThrow())).isEqualTo("two");
            assertThat(store.get(KEY, MAX).orElseThrow().token()).isEqualTo(second);
        }

        @Test
        void putIfMatch_otherVersion_isConflict() {
            VersionToken token = written(store.put(KEY, bytes("one")));
            written(store.put(KEY, bytes("two")));

            assertThat(store.putIfMatch(KEY, bytes("three"), token)).isInstanceOf(PutOutcome.Conflict.class);
            assertThat(text(store.get(KEY, MAX).orElseThrow())).isEqualTo("two");
        }

        @Test
        void putIfMatch_absent_isConflict() {
            VersionToken token = written(store.put(KEY, bytes("one")));
            store.delete(KEY);

            assertThat(store.putIfMatch(KEY, bytes("two"), token)).isInstanceOf(PutOutcome.Conflict.class);
            assertThat(store.get(KEY, MAX)).isEmpty();
        }

        @Test
        void delete_absentOrPresent_leavesNothing() {
            store.delete(KEY);
            written(store.put(KEY, bytes("one")));
            store.delete(KEY);
            store.delete(KEY);

            assertThat(store.get(KEY, MAX)).isEmpty();
            written(store.putIfAbsent(KEY, bytes("two")));
        }

        @Test
        void deletePrefix_takesWhatIsBelowAndNothingElse() {
            for (String key : List.of("g/a/1", "g/a/x/2", "g/a2/3", "g/b")) {
                written(store.put(new ObjectKey(key), bytes(key)));
            }

            store.deletePrefix(new KeyPrefix("g/a/"));
            store.deletePrefix(new KeyPrefix("g/a/"));

            assertThat(keys(store.list(KeyPrefix.ROOT))).containsExactly("g/a2/3", "g/b");
        }

        @Test
        void deletePrefix_root_isRefused() {
            written(store.put(KEY, bytes("one")));

            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> store.deletePrefix(KeyPrefix.ROOT));
            assertThat(store.get(KEY, MAX)).isPresent();
        }
    }

    @Nested
    class Listing {
        @Test
        void list_nothingThere_isEmpty() {
            assertThat(store.list(KeyPrefix.ROOT)).isEmpty();
            assertThat(store.list(new KeyPrefix("none/"))).isEmpty();
        }

        @Test
        void list_sortsByCodeUnitAndGivesSizes() {
            List<String> keys = List.of("l/a", "l/a!b", "l/a/b", "l/a0", "l/B", "l/b/c/d");
            for (String key : List.of("l/a!b", "l/b/c/d", "l/a/b", "l/B", "l/a0")) {
                written(store.put(new ObjectKey(key), bytes(key)));
            }

            List<ListedObject> listed = store.list(new KeyPrefix("l/"));
            List<String> expected = new ArrayList<>(keys);
            expected.remove("l/a"); // a file system cannot have both a file and a folder of that name
            Collections.sort(expected);
            assertThat(keys(listed)).containsExactlyElementsOf(expected);
            assertThat(listed)
                    .allSatisfy(object -> assertThat(object.size())
                            .isEqualTo(object.key().value().length()));
        }

        @Test
        void folders_namesWhatHoldsObjectsHoweverDeep() {
            for (String key : List.of("f/b/1", "f/b/2", "f/a/x/y/z", "f/file", "f/a%2F/1", "fb/c/1")) {
                store.put(new ObjectKey(key), bytes(key));
            }
            assertThat(store.folders(new KeyPrefix("f/"))).containsExactly("a", "a%2F", "b");
            assertThat(store.folders(new KeyPrefix("f/a/"))).containsExactly("x");
            assertThat(store.folders(new KeyPrefix("f/b/"))).isEmpty();
            assertThat(store.folders(new KeyPrefix("none/"))).isEmpty();
            assertThat(store.folders(KeyPrefix.ROOT)).contains("f", "fb");
            store.deletePrefix(new KeyPrefix("f/a/"));
            assertThat(store.folders(new KeyPrefix("f/"))).containsExactly("a%2F", "b");
        }

        @Test
        void list_prefixIsAWholeSegment() {
            written(store.put(new ObjectKey("p/a"), bytes("x")));
            written(store.put(new ObjectKey("pq/a"), bytes("x")));

            assertThat(keys(store.list(new KeyPrefix("p/")))).containsExactly("p/a");
        }
    }

    @Nested
    class Streaming {
        @Test
        void create_committed_isReadableAtAnyPlace() {
            byte[] content = new byte[300_000];
            new Random(7).nextBytes(content);
            try (ObjectWriter writer = store.create(KEY)) {
                writer.write(content, 0, 100_000);
                writer.write(content, 100_000, 200_000);
                assertThat(writer.position()).isEqualTo(content.length);
                assertThat(store.open(KEY)).isEmpty();
                writer.commit();
            }

            try (ObjectReader reader = store.open(KEY).orElseThrow()) {
                assertThat(reader.size()).isEqualTo(content.length);
                assertThat(readFully(reader, 250_000, 20_000)).isEqualTo(Arrays.copyOfRange(content, 250_000, 270_000));
                assertThat(readFully(reader, 0, 10)).isEqualTo(Arrays.copyOf(content, 10));
                assertThat(reader.read(content.length, new byte[1], 0, 1)).isEqualTo(-1);
            }
        }

        @Test
        void create_closedWithoutCommit_leavesNothing() {
            try (ObjectWriter writer = store.create(KEY)) {
                writer.write(bytes("half"), 0, 4);
            }

            assertThat(store.get(KEY, MAX)).isEmpty();
            assertThat(store.list(KeyPrefix.ROOT)).isEmpty();
        }

        @Test
        void create_empty_isAnEmptyObject() {
            try (ObjectWriter writer = store.create(KEY)) {
                writer.commit();
            }

            try (ObjectReader reader = store.open(KEY).orElseThrow()) {
                assertThat(reader.size()).isZero();
                assertThat(reader.read(0, new byte[1], 0, 1)).isEqualTo(-1);
            }
        }
    }

    @Nested
    class Racing {
        private static final int WRITERS = 8;

        @Test
        void putIfAbsent_racingWriters_oneWinnerWhoseBytesStay() throws Exception {
            for (int round = 0; round < rounds(); round++) {
                ObjectKey key = new ObjectKey("race/absent-" + round);
                List<PutOutcome> outcomes = race(writer -> store.putIfAbsent(key, bytes("writer " + writer)));

                assertThat(outcomes)
                        .filteredOn(PutOutcome.Written.class::isInstance)
                        .hasSize(1);
                assertThat(outcomes)
                        .filteredOn(PutOutcome.Exists.class::isInstance)
                        .hasSize(WRITERS - 1);
                int winner = winner(outcomes);
                assertThat(text(store.get(key, MAX).orElseThrow())).isEqualTo("writer " + winner);
            }
        }

        @Test
        void putIfMatch_racingWriters_atMostOneWinner() throws Exception {
            assumeTrue(isPutIfMatchAtomic(), "this server lets several If-Match writers win; nothing rests on it");
            for (int round = 0; round < rounds(); round++) {
                ObjectKey key = new ObjectKey("race/match-" + round);
                VersionToken token = written(store.put(key, bytes("start")));
                List<PutOutcome> outcomes = race(writer -> store.putIfMatch(key, bytes("writer " + writer), token));

                assertThat(outcomes)
                        .filteredOn(PutOutcome.Written.class::isInstance)
                        .hasSize(1);
                int winner = winner(outcomes);
                assertThat(text(store.get(key, MAX).orElseThrow())).isEqualTo("writer " + winner);
            }
        }

        @Test
        void put_whileReading_neverShowsHalfAnObject() throws Exception {
            byte[] zeros = new byte[200_000];
            byte[] ones = new byte[100_000];
            Arrays.fill(ones, (byte) 1);
            written(store.put(KEY, zeros));
            try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
                Future<Boolean> writer = pool.submit(() -> {
                    for (int i = 0; i < rounds(); i++) {
                        written(store.put(KEY, i % 2 == 0 ? ones : zeros));
                    }
                    return true;
                });
                while (!writer.isDone()) {
                    byte[] seen = store.get(KEY, MAX).orElseThrow().bytes();
                    assertThat(Arrays.equals(seen, zeros) || Arrays.equals(seen, ones))
                            .isTrue();
                }
                assertThat(writer.get()).isTrue();
            }
        }

        private List<PutOutcome> race(Writer writer) throws InterruptedException, ExecutionException {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<PutOutcome>> futures = new ArrayList<>();
            try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
                for (int i = 0; i < WRITERS; i++) {
                    int number = i;
                    futures.add(pool.submit(() -> {
                        start.await();
                        return writer.write(number);
                    }));
                }
                start.countDown();
                List<PutOutcome> outcomes = new ArrayList<>();
                for (Future<PutOutcome> future : futures) {
                    outcomes.add(future.get());
                }
                return outcomes;
            }
        }

        private static int winner(List<PutOutcome> outcomes) {
            for (int i = 0; i < outcomes.size(); i++) {
                if (outcomes.get(i) instanceof PutOutcome.Written) {
                    return i;
                }
            }
            throw new AssertionError("nobody won");
        }
    }

    /// One of several racing writers.
    private interface Writer {
        PutOutcome write(int number);
    }

    static VersionToken written(PutOutcome outcome) {
        assertThat(outcome).isInstanceOf(PutOutcome.Written.class);
        return ((PutOutcome.Written) outcome).token();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] readFully(ObjectReader reader, long position, int length) {
        byte[] target = new byte[length];
        assertThat(reader.readFully(position, target, length)).isEqualTo(length);
        return target;
    }

    private static String text(StoredObject object) {
        return new String(object.bytes(), StandardCharsets.UTF_8);
    }

    private static List<String> keys(List<ListedObject> listed) {
        return listed.stream().map(object -> object.key().value()).toList();
    }
}
