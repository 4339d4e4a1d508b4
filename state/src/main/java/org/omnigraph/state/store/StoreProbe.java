package org.omnigraph.state.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.Severity;
import org.omnigraph.state.ids.IdSource;

/// Finds out whether a store keeps what safety rests on (storage-protocol.md §1, reliability.md R8): of several
/// creators of one object exactly one wins, and what was written is seen by the next read and the next listing.
/// Works below `__cluster/probe/` and leaves nothing there.
public final class StoreProbe {
    private static final KeyPrefix PREFIX = new KeyPrefix("__cluster/probe/");
    private static final long BYTES_MAX = 4096;

    private final ObjectStore store;
    private final IdSource ids;

    public StoreProbe(ObjectStore store, IdSource ids) {
        this.store = store;
        this.ids = ids;
    }

    /// The cheap check before the first write to a new root: creating an object twice must be refused the second
    /// time. Nothing if the store is fit, else `store_conditional_writes_broken`.
    ///
    /// @throws StoreException if the store fails
    public Optional<Diagnostic> quick() {
        ObjectKey key = PREFIX.key(ids.next());
        try {
            PutOutcome first = store.putIfAbsent(key, content("first"));
            if (first instanceof PutOutcome.Unknown(String reason)) {
                return Optional.of(untried(reason));
            }
            if (!(first instanceof PutOutcome.Written)) {
                return Optional.of(broken("creating a new object gave " + name(first)));
            }
            PutOutcome second = store.putIfAbsent(key, content("second"));
            if (second instanceof PutOutcome.Unknown(String reason)) {
                return Optional.of(untried(reason));
            }
            if (!(second instanceof PutOutcome.Exists)) {
                return Optional.of(broken("creating an object that exists gave " + name(second)
                        + " instead of a refusal: two commands could both believe that they have won"));
            }
            return Optional.empty();
        } finally {
            store.delete(key);
        }
    }

    /// The thorough check: races, and reads and listings right after each write.
    ///
    /// @throws StoreException if the store fails
    public ProbeReport full(int rounds, int writers) {
        List<Diagnostic> problems = new ArrayList<>();
        quick().ifPresent(problems::add);
        KeyPrefix prefix = PREFIX.folder(ids.next());
        int createWinnersMost = 0;
        int replaceWinnersMost = 0;
        try {
            for (int round = 0; round < rounds; round++) {
                ObjectKey key = prefix.key("round-" + round);
                List<PutOutcome> created = race(writers, content -> store.putIfAbsent(key, content));
                createWinnersMost = Math.max(createWinnersMost, winners(created));
                checkCreated(key, created, problems);
                Optional<StoredObject> before = store.get(key, BYTES_MAX);
                if (before.isPresent()) {
                    VersionToken token = before.get().token();
                    replaceWinnersMost = Math.max(
                            replaceWinnersMost,
                            winners(race(writers, content -> store.putIfMatch(key, content, token))));
                }
                checkVisible(prefix, key, problems);
            }
        } finally {
            store.deletePrefix(prefix);
        }
        if (replaceWinnersMost > 1) {
            problems.add(Diagnostic.of(
                            DiagnosticCode.STORE_CONDITIONAL_WRITES_BROKEN,
                            store.location(""),
                            "`If-Match` let " + replaceWinnersMost + " of " + writers
                                    + " writers replace the same version. Nothing rests on it here, but other"
                                    + " programs may.")
                    .withSeverity(Severity.WARNING));
        }
        return new ProbeReport(rounds, writers, createWinnersMost, replaceWinnersMost, distinct(problems));
    }

    private void checkCreated(ObjectKey key, List<PutOutcome> outcomes, List<Diagnostic> problems) {
        int winners = winners(outcomes);
        boolean unknown = outcomes.stream().anyMatch(PutOutcome.Unknown.class::isInstance);
        if (winners > 1 || (winners == 0 && !unknown)) {
            problems.add(broken("of " + outcomes.size() + " writers that created the same object, " + winners
                    + " were told that they had won"));
        }
        if (winners > 0 && store.get(key, BYTES_MAX).isEmpty()) {
            problems.add(unfit("an object that was just created is not there on reading"));
        }
    }

    private void checkVisible(KeyPrefix prefix, ObjectKey key, List<Diagnostic> problems) {
        boolean listed =
                store.list(prefix).stream().anyMatch(object -> object.key().equals(key));
        if (!listed) {
            problems.add(unfit("an object that was just created is missing from the listing"));
        }
        byte[] last = content("last");
        if (store.put(key, last) instanceof PutOutcome.Written) {
            boolean seen = store.get(key, BYTES_MAX)
                    .map(object -> Arrays.equals(object.bytes(), last))
                    .orElse(false);
            if (!seen) {
                problems.add(unfit("reading an object right after it was replaced gives its old content"));
            }
        }
        store.delete(key);
        if (store.get(key, BYTES_MAX).isPresent()) {
            problems.add(unfit("an object that was just deleted is still there on reading"));
        }
    }

    private List<PutOutcome> race(int writers, Write write) {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<PutOutcome>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                byte[] content = content("writer " + i);
                futures.add(threads.submit(() -> {
                    start.await();
                    return write.send(content);
                }));
            }
            start.countDown();
        }
        List<PutOutcome> outcomes = new ArrayList<>();
        for (Future<PutOutcome> future : futures) {
            outcomes.add(join(future));
        }
        return outcomes;
    }

    private PutOutcome join(Future<PutOutcome> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    DiagnosticCode.STORE_UNREACHABLE, store.location(""), "interrupted while probing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw new IllegalStateException("probing " + store.location(""), e.getCause());
        }
    }

    private byte[] content(String who) {
        return (who + " " + ids.next()).getBytes(StandardCharsets.UTF_8);
    }

    private Diagnostic broken(String what) {
        return Diagnostic.of(
                DiagnosticCode.STORE_CONDITIONAL_WRITES_BROKEN,
                store.location(""),
                "This store is not safe: " + what + ".");
    }

    /// A store that fails has not been shown to break its word.
    private Diagnostic untried(String reason) {
        return Diagnostic.of(
                DiagnosticCode.STORE_IO_ERROR,
                store.location(""),
                "Whether this store is safe could not be tried: what became of a new object is not known (" + reason
                        + ").");
    }

    private Diagnostic unfit(String what) {
        return Diagnostic.of(
                DiagnosticCode.STORE_UNSUPPORTED, store.location(""), "This store is not safe: " + what + ".");
    }

    private static List<Diagnostic> distinct(List<Diagnostic> problems) {
        return problems.stream().distinct().toList();
    }

    private static int winners(List<PutOutcome> outcomes) {
        return (int)
                outcomes.stream().filter(PutOutcome.Written.class::isInstance).count();
    }

    private static String name(PutOutcome outcome) {
        return switch (outcome) {
            case PutOutcome.Written written -> "a success";
            case PutOutcome.Exists exists -> "`exists`";
            case PutOutcome.Conflict conflict -> "a conflict";
            case PutOutcome.Unknown unknown -> "no clear answer (" + unknown.reason() + ")";
        };
    }

    /// One writer's request.
    private interface Write {
        PutOutcome send(byte[] content);
    }
}
