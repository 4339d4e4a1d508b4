package org.omnigraph.state.commitlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.FaultyObjectStore;
import org.omnigraph.state.testing.FaultyObjectStore.Fault;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// The log against a naive model: a list to which at most one writer at each version has added.
class CommitLogProperties {
    private static final KeyPrefix PREFIX = new KeyPrefix("log/");

    @Property(tries = 300)
    void anySchedule_ofSeveralWriters_isTheListOfWinners(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int writers) {
        MemoryObjectStore store = new MemoryObjectStore();
        SequenceIds ids = new SequenceIds();
        Random random = new Random(seed);
        List<String> model = new ArrayList<>();
        Map<Integer, LogPosition> seen = new HashMap<>();
        CommitLog log = new CommitLog(store, PREFIX, HeadHint.object(store, PREFIX.key("head.json")), 1 << 20);
        for (int step = 0; step < 40; step++) {
            int writer = random.nextInt(writers);
            LogPosition position = seen.getOrDefault(writer, LogPosition.EMPTY);
            if (random.nextInt(3) == 0) {
                seen.put(writer, log.head().map(CommitRecord::position).orElse(LogPosition.EMPTY));
                continue;
            }
            CommitDraft draft = draft(ids.next());
            boolean first = position.version() == model.size();
            switch (log.append(position, draft)) {
                case AppendOutcome.Committed committed -> {
                    assertThat(first).isTrue();
                    model.add(draft.operationId());
                    seen.put(writer, committed.record().position());
                }
                case AppendOutcome.Lost lost -> assertThat(first).isFalse();
                case AppendOutcome.Unknown unknown -> throw new AssertionError(unknown);
            }
        }
        assertHolds(log, model);
    }

    @Property(tries = 300)
    void anyFaults_nothingAcknowledgedIsLostAndNothingLostIsThere(@ForAll long seed) {
        MemoryObjectStore memory = new MemoryObjectStore();
        FaultyObjectStore faulty = new FaultyObjectStore(
                memory,
                seed,
                0.15,
                EnumSet.of(Fault.FAILS, Fault.UNKNOWN_LANDED, Fault.UNKNOWN_LOST, Fault.ZOMBIE, Fault.STALE_LIST));
        SequenceIds ids = new SequenceIds();
        CommitLog log = new CommitLog(faulty, PREFIX, HeadHint.object(faulty, PREFIX.key("head.json")), 1 << 20);
        List<String> acknowledged = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            try {
                LogPosition position = log.head().map(CommitRecord::position).orElse(LogPosition.EMPTY);
                CommitDraft draft = draft(ids.next());
                try {
                    switch (log.append(position, draft)) {
                        case AppendOutcome.Committed committed -> acknowledged.add(draft.operationId());
                        case AppendOutcome.Lost lost -> refused.add(draft.operationId());
                        case AppendOutcome.Unknown unknown -> {
                            // May turn up or not.
                        }
                    }
                } catch (StoreException e) {
                    refused.add(draft.operationId());
                }
            } catch (StoreException e) {
                // The head could not be read; the next step tries again.
            }
        }
        faulty.releaseZombies();

        CommitLog healthy = new CommitLog(memory, PREFIX, HeadHint.none(), 1 << 20);
        List<String> present = new ArrayList<>();
        for (LogEntry entry : healthy.range(1, 1000)) {
            present.add(((CommitRecord) entry).operationId());
        }
        assertThat(present).as(() -> faulty.injected().toString()).containsAll(acknowledged);
        assertThat(refused).as(() -> faulty.injected().toString()).noneMatch(present::contains);
        assertThat(present).doesNotHaveDuplicates();
        assertThat(healthy.verifyChain().problems()).isEmpty();
    }

    private static void assertHolds(CommitLog log, List<String> model) {
        List<String> present = new ArrayList<>();
        for (LogEntry entry : log.range(1, 1000)) {
            present.add(((CommitRecord) entry).operationId());
        }
        assertThat(present).isEqualTo(model);
        assertThat(log.verifyChain().isIntact()).isTrue();
        assertThat(log.head().map(CommitRecord::version).orElse(0L)).isEqualTo(model.size());
    }

    private static CommitDraft draft(String id) {
        return new CommitDraft(id, "load", "", Instant.EPOCH, JsonValue.of(Json.object()));
    }
}
