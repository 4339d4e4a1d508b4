package org.omnigraph.state.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.approval.ApprovalEntry;
import org.omnigraph.state.approval.ApprovalStore;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerChange;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.ledger.PublishOutcome;
import org.omnigraph.state.ledger.ResourceEntry;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.lock.LockOutcome;
import org.omnigraph.state.lock.LockRecord;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarEntry;
import org.omnigraph.state.recovery.SidecarKind;
import org.omnigraph.state.recovery.SidecarStore;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.Report;
import org.omnigraph.state.testing.SequenceIds;

/// Every single bit of every object of the control plane, flipped: the damage is named, or it changes nothing that
/// anything acts on.
class BitFlipTest {
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final Ledger ledger = new Ledger(store, new SequenceIds(), FakeClock.standing());

    /// What a flip came to.
    private enum Verdict {
        NAMED,
        HARMLESS
    }

    @Test
    void stateJson_anyBit_isNamedOrChangesNothing() {
        ClusterState original = publishTwice();

        flipAll(Ledger.STATE_KEY, damaged -> switch (reading(damaged)) {
            case LedgerReading.Refused refused -> Optional.of(Verdict.NAMED);
            case LedgerReading.Usable usable -> {
                // A flip that leaves a legal file is taken for a hand edit, and said to be one.
                boolean named = !usable.snapshot().warnings().isEmpty();
                boolean same = usable.snapshot().state().equals(original);
                yield named ? Optional.of(Verdict.NAMED) : same ? Optional.of(Verdict.HARMLESS) : Optional.empty();
            }
        });
    }

    @Test
    void revisionRecords_anyBit_isNamed() {
        publishTwice();

        for (long revision = 1; revision <= 2; revision++) {
            flipAll(ledger.log().key(revision), damaged -> {
                Ledger other = new Ledger(damaged, new SequenceIds(), FakeClock.standing());
                List<Diagnostic> problems = other.replay().problems();
                return problems.isEmpty() ? Optional.empty() : Optional.of(Verdict.NAMED);
            });
        }
    }

    @Test
    void newestRecord_anyBit_isNeverReadAsAnotherState() {
        ClusterState original = publishTwice();
        store.delete(Ledger.STATE_KEY);

        flipAll(ledger.log().key(2), damaged -> switch (reading(damaged)) {
            case LedgerReading.Refused refused -> Optional.of(Verdict.NAMED);
            case LedgerReading.Usable usable ->
                usable.snapshot().state().equals(original) ? Optional.of(Verdict.HARMLESS) : Optional.empty();
        });
    }

    @Test
    void lock_anyBit_isNamedOrIsNotOursOrOnlyDecoration() {
        FakeClock clock = FakeClock.standing();
        StateLock lock = new StateLock(store, new SequenceIds(), clock, clock);
        LockOutcome outcome = lock.acquire("apply", 42, Duration.ZERO);
        assertThat(outcome).isInstanceOf(LockOutcome.Acquired.class);
        LockRecord ours = ((LockOutcome.Acquired) outcome).lock();

        flipAll(StateLock.KEY, damaged -> {
            StateLock other = new StateLock(damaged, new SequenceIds(), clock, clock);
            boolean lost = other.lost(ours).isPresent();
            return switch (other.observe()) {
                case LockObservation.Free free -> Optional.empty();
                case LockObservation.Unreadable unreadable -> lost ? Optional.of(Verdict.NAMED) : Optional.empty();
                case LockObservation.Held held -> {
                    boolean sameId = held.lock().lockId().equals(ours.lockId());
                    // With the id intact only what people read can differ; with another id the holder stops.
                    yield sameId == lost ? Optional.empty() : Optional.of(lost ? Verdict.NAMED : Verdict.HARMLESS);
                }
            };
        });
    }

    @Test
    void sidecar_anyBit_neverPointsAtAnotherGraphOrKind() {
        Sidecar sidecar = new Sidecar(
                "01KAF0000000000000000000AA",
                "2026-11-21T12:00:00Z",
                "ana",
                SidecarKind.GRAPH_DELETE,
                "knowledge",
                "s3://bucket/prefix/graphs/knowledge.omni",
                12,
                13,
                "ab".repeat(32),
                "sha256:" + "cd".repeat(32),
                "01KAF0000000000000000000CC",
                "01KAF0000000000000000000BB");
        assertThat(new SidecarStore(store).write(sidecar)).isEmpty();

        flipAll(SidecarStore.PREFIX.key(sidecar.operationId() + ".json"), damaged -> {
            List<SidecarEntry> entries = new SidecarStore(damaged).list();
            if (entries.size() != 1) {
                return Optional.empty();
            }
            return switch (entries.getFirst()) {
                case SidecarEntry.Unreadable unreadable -> Optional.of(Verdict.NAMED);
                case SidecarEntry.Valid valid -> {
                    Sidecar read = valid.sidecar();
                    boolean target = read.kind() == sidecar.kind()
                            && read.graphId().equals(sidecar.graphId())
                            && read.operationId().equals(sidecar.operationId());
                    // The rest is compared with the graph and the ledger before anything is done, or only shown.
                    yield target ? Optional.of(Verdict.HARMLESS) : Optional.empty();
                }
            };
        });
    }

    @Test
    void approval_anyBit_neverAuthorisesAnotherChangeOrIsUsedTwice() {
        Approval approval = new Approval(
                        "01KAF0000000000000000000AA",
                        "graph.old",
                        "delete",
                        "because",
                        "ab".repeat(32),
                        "cd".repeat(32),
                        "",
                        "01KAF0000000000000000000GG",
                        "ana",
                        "2026-11-21T12:00:00Z",
                        "",
                        "")
                .consumed("2026-11-21T12:05:00Z", "01KAF0000000000000000000CC");
        ApprovalStore approvals = new ApprovalStore(store);
        assertThat(approvals.write(approval)).isEmpty();

        flipAll(ApprovalStore.PREFIX.key(approval.approvalId() + ".json"), damaged -> {
            List<ApprovalEntry> entries = new ApprovalStore(damaged).list();
            if (entries.size() != 1) {
                return Optional.empty();
            }
            return switch (entries.getFirst()) {
                case ApprovalEntry.Unreadable unreadable -> Optional.of(Verdict.NAMED);
                case ApprovalEntry.Valid valid -> {
                    Approval read = valid.approval();
                    boolean stillUsed = read.isConsumed() && read.approvalId().equals(approval.approvalId());
                    // Another resource keeps the digest of the one that was approved, which it cannot have.
                    yield stillUsed && read.boundBeforeDigest().length() == 64
                            ? Optional.of(Verdict.HARMLESS)
                            : Optional.empty();
                }
            };
        });
    }

    private void flipAll(ObjectKey key, Function<ObjectStore, Optional<Verdict>> check) {
        byte[] original = store.get(key, 1 << 20).orElseThrow().bytes();
        int named = 0;
        int harmless = 0;
        for (int bit = 0; bit < original.length * 8; bit++) {
            byte[] flipped = original.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            MemoryObjectStore damaged = store.copy();
            assertThat(damaged.put(key, flipped)).isNotNull();
            Optional<Verdict> verdict = check.apply(damaged);
            assertThat(verdict)
                    .as("bit %d of %s, near byte %d", bit, key, bit / 8)
                    .isPresent();
            if (verdict.orElseThrow() == Verdict.NAMED) {
                named++;
            } else {
                harmless++;
            }
        }
        Report.count(
                "bit flips of " + key, (named + harmless) + " tried, " + named + " named, " + harmless + " harmless");
        assertThat(named).isPositive();
    }

    private static LedgerReading reading(ObjectStore store) {
        return new Ledger(store, new SequenceIds(), FakeClock.standing()).read();
    }

    private ClusterState publishTwice() {
        for (String address : List.of("graph.a", "policy.p")) {
            LedgerSnapshot snapshot = ((LedgerReading.Usable) ledger.read()).snapshot();
            ClusterState.Builder next = snapshot.state().toBuilder().configDigest("ef".repeat(32));
            next.resources()
                    .put(address, ResourceEntry.of("ab".repeat(32)).withAppliesTo(List.of("cluster", "graph.a")));
            LedgerChange change = new LedgerChange("apply", "ana", JsonValue.of(Json.object()));
            assertThat(ledger.publish(snapshot, next.build(), change)).isInstanceOf(PublishOutcome.Published.class);
        }
        return ((LedgerReading.Usable) ledger.read()).snapshot().state();
    }
}
