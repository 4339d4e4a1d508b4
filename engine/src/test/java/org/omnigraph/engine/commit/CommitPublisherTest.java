package org.omnigraph.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.PolicyGate;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.StoreOperation;

/// The steps of a commit in their order, and what each refuses with.
class CommitPublisherTest {
    private static final WriteContext MAIN = WriteContext.main("ines");

    private final MemoryObjectStore memory = new MemoryObjectStore();
    private final HookedStore hooked = new HookedStore(memory);
    private final CommitFixture fixture = new CommitFixture(hooked);
    private final GraphStore store = fixture.open();
    private final List<String> steps = new ArrayList<>();
    private final CommitPublisher publisher =
            new CommitPublisher(store, "films", fixture.ids(), fixture.clock(), key -> steps.add("purge " + name(key)));

    @Test
    void publish_goodDraft_isTheNextCommitWithAllItSays() {
        GraphCommit head = store.head("main").commit();
        CommitInfo made = publisher.publish(MAIN, "mutate", "", this::draft).orElseThrow();
        GraphCommit stored = fixture.open().head("main").commit();
        assertThat(stored.info()).isEqualTo(made);
        assertThat(made.manifestVersion()).isEqualTo(2);
        assertThat(made.parentCommitId()).isEqualTo(head.id());
        assertThat(made.actor()).isEqualTo("ines");
        assertThat(made.operation()).isEqualTo("mutate");
        assertThat(made.createdAt()).isEqualTo(fixture.clock().instant());
        assertThat(stored.schemaDigest()).isEqualTo(head.schemaDigest());
        assertThat(stored.identityDigest()).isEqualTo(head.identityDigest());
        assertThat(CommitId.versionOn("main", made.graphCommitId())).hasValue(2);
    }

    @Test
    void publish_forARequest_namesItInTheRecord_andNowhereElse() {
        publisher.publish(
                new WriteContext("ines", "main", "", PolicyGate.OPEN, "trace-7:a/b"), "load", "", this::draft);
        assertThat(fixture.open().head("main").commit().requestId()).isEqualTo("trace-7:a/b");
        publisher.publish(MAIN, "mutate", "", this::draft);
        assertThat(fixture.open().head("main").commit().requestId()).isEmpty();
    }

    @Test
    void publish_nothingToCommit_appendsNothing() {
        assertThat(publisher.publish(MAIN, "mutate", "", head -> Optional.empty()))
                .isEmpty();
        assertThat(fixture.open().head("main").commit().version()).isEqualTo(1);
    }

    @Test
    void publish_headThatPurged_finishesThatBeforeItPrepares() {
        fixture.append(store, "main", "schema_apply", List.of(purged("a"), purged("b")));
        publisher.publish(MAIN, "mutate", "", this::draft);
        assertThat(steps).containsExactly("purge a", "purge b", "prepare 2");
        steps.clear();
        publisher.publish(MAIN, "mutate", "", this::draft);
        assertThat(steps).as("the next one has nothing left to finish").containsExactly("prepare 3");
    }

    @Test
    void publish_draftThatPurges_doesSoAfterItsCommitOnly() {
        publisher.publish(MAIN, "schema_apply", "", head -> {
            draft(head);
            return Optional.of(
                    new CommitPublisher.Draft(SchemaFiles.Name.UNCHANGED, new TreeMap<>(), List.of(purged("gone"))));
        });
        assertThat(steps).containsExactly("prepare 1", "purge gone");
    }

    @Test
    void publish_purgeThatFails_saysThatTheCommitStands() {
        CommitPublisher failing = new CommitPublisher(store, "films", fixture.ids(), fixture.clock(), key -> {
            throw new StoreException(DiagnosticCode.STORE_IO_ERROR, key, "the disk is gone.");
        });
        StoreException failure = catchThrowableOfType(
                StoreException.class,
                () -> failing.publish(
                        MAIN,
                        "schema_apply",
                        "",
                        head -> Optional.of(new CommitPublisher.Draft(
                                SchemaFiles.Name.UNCHANGED, new TreeMap<>(), List.of(purged("gone"))))));
        GraphCommit stands = fixture.open().head("main").commit();
        assertThat(stands.version()).isEqualTo(2);
        assertThat(failure.code()).isEqualTo(DiagnosticCode.STORE_IO_ERROR);
        assertThat(failure).hasMessageContaining(stands.id()).hasMessageContaining("the disk is gone.");
    }

    @Test
    void publish_ifCommitThatHolds_commits() {
        String head = store.head("main").commit().id();
        assertThat(publisher.publish(ifCommit(head), "mutate", "", this::draft)).isPresent();
    }

    @Test
    void publish_ifCommitThatDoesNotHold_isRefusedBeforeAnythingIsPrepared() {
        String first = store.head("main").commit().id();
        GraphCommit head = fixture.append(fixture.open(), "main");
        GraphException refusal = refused(ifCommit(first), "");
        assertThat(refusal.failure()).isEqualTo(new GraphFailure.PreconditionFailed(first, head.id()));
        assertThat(refusal.code()).isEqualTo(DiagnosticCode.WRITE_CONFLICT);
        assertThat(refusal).hasMessageContaining(first).hasMessageContaining(head.id());
        assertThat(steps).isEmpty();
        assertThat(fixture.open().head("main").commit()).isEqualTo(head);
    }

    /// The condition holds when it is first asked; someone else commits before the append.
    @Test
    void publish_ifCommitThatEndsToHoldMeanwhile_isRefusedAndNothingIsWritten() {
        String first = store.head("main").commit().id();
        GraphCommit[] winner = new GraphCommit[1];
        GraphException refusal = catchThrowableOfType(
                GraphException.class,
                () -> publisher.publish(ifCommit(first), "mutate", "", head -> {
                    winner[0] = fixture.append(fixture.open(), "main");
                    return draft(head);
                }));
        assertThat(refusal.failure()).isEqualTo(new GraphFailure.PreconditionFailed(first, winner[0].id()));
        assertThat(fixture.open().head("main").commit()).isEqualTo(winner[0]);
    }

    @Test
    void publish_writeThatDependsOnAnOlderHead_isHeadMoved() {
        String first = store.head("main").commit().id();
        GraphCommit head = fixture.append(fixture.open(), "main");
        GraphException refusal = refused(MAIN, first);
        assertThat(refusal.failure()).isEqualTo(new GraphFailure.HeadMoved(first, head.id()));
        assertThat(steps).isEmpty();
        assertThat(publisher.publish(MAIN, "mutate", head.id(), this::draft)).isPresent();
    }

    @Test
    void publish_lostAppend_preparesAgainOnTheNewHead() {
        int[] races = {3};
        CommitInfo made = publisher
                .publish(MAIN, "mutate", "", head -> {
                    if (races[0]-- > 0) {
                        fixture.append(fixture.open(), "main");
                    }
                    return draft(head);
                })
                .orElseThrow();
        assertThat(steps).containsExactly("prepare 1", "prepare 2", "prepare 3", "prepare 4");
        assertThat(made.manifestVersion()).isEqualTo(5);
    }

    @Test
    void publish_everyAppendLost_givesUpWithTheFirstAndTheLastHead() {
        String first = store.head("main").commit().id();
        GraphException refusal = catchThrowableOfType(
                GraphException.class,
                () -> publisher.publish(MAIN, "mutate", "", head -> {
                    fixture.append(fixture.open(), "main");
                    return draft(head);
                }));
        GraphCommit last = fixture.open().head("main").commit();
        assertThat(refusal.failure()).isEqualTo(new GraphFailure.HeadMoved(first, last.id()));
        assertThat(steps).hasSize(16);
    }

    @Test
    void publish_unknownBranch_isNotFound() {
        GraphException refusal = refused(new WriteContext("ines", "none", "", PolicyGate.OPEN), "");
        assertThat(refusal.failure()).isEqualTo(new GraphFailure.NotFound("branch", "none"));
    }

    @Test
    void publish_deletedBranch_isNotFoundAndAppendsNothing() {
        fixture.append(store, "dev");
        GraphCommit end = fixture.append(store, "dev", GraphCommit.BRANCH_DELETED, List.of());
        GraphException refusal = refused(new WriteContext("ines", "dev", "", PolicyGate.OPEN), "");
        assertThat(refusal.failure()).isEqualTo(new GraphFailure.NotFound("branch", "dev"));
        assertThat(steps).isEmpty();
        assertThat(fixture.open().log("dev").newest().orElseThrow().commit()).isEqualTo(end);
    }

    @Test
    void publish_branchDeletedMeanwhile_isNotFound() {
        fixture.append(store, "dev");
        GraphException refusal = catchThrowableOfType(
                GraphException.class,
                () -> publisher.publish(new WriteContext("ines", "dev", "", PolicyGate.OPEN), "load", "", head -> {
                    fixture.append(fixture.open(), "dev", GraphCommit.BRANCH_DELETED, List.of());
                    return draft(head);
                }));
        assertThat(refusal.failure()).isEqualTo(new GraphFailure.NotFound("branch", "dev"));
    }

    @Test
    void publish_graphMadeAnewMeanwhile_isNotAcknowledged() {
        hooked.afterNext(
                StoreOperation.PUT_IF_ABSENT, "00002.json", () -> fixture.putFormat("01KBBQ4ZZZ0000000000000002"));
        assertThat(refused(MAIN, "")).satisfies(CommitPublisherTest::isDeletedGraph);
    }

    @Test
    void publish_graphDeletedMeanwhile_isNotAcknowledged() {
        hooked.afterNext(
                StoreOperation.PUT_IF_ABSENT, "00002.json", () -> memory.delete(GraphLayout.format(fixture.root())));
        assertThat(refused(MAIN, "")).satisfies(CommitPublisherTest::isDeletedGraph);
    }

    /// A purge would remove files of a graph that is not this one any more.
    @Test
    void publish_graphMadeAnewMeanwhile_purgesNothingAfterwards() {
        hooked.afterNext(
                StoreOperation.PUT_IF_ABSENT, "00002.json", () -> fixture.putFormat("01KBBQ4ZZZ0000000000000002"));
        assertThatThrownBy(() -> publisher.publish(
                        MAIN,
                        "schema_apply",
                        "",
                        head -> Optional.of(new CommitPublisher.Draft(
                                SchemaFiles.Name.UNCHANGED, new TreeMap<>(), List.of(purged("gone"))))))
                .isInstanceOf(GraphException.class);
        assertThat(steps).isEmpty();
    }

    @Test
    void publish_formatUnreadableAfterTheCommit_isUnknown() {
        hooked.afterNext(StoreOperation.PUT_IF_ABSENT, "00002.json", () -> {
            PutOutcome put = memory.put(GraphLayout.format(fixture.root()), "{".getBytes(StandardCharsets.UTF_8));
            assertThat(put).isInstanceOf(PutOutcome.Written.class);
        });
        isUnknown(refused(MAIN, ""));
        assertThat(fixture.open().head("main").commit().version()).isEqualTo(2);
    }

    @Test
    void publish_storeFailsAfterTheCommit_isUnknown() {
        hooked.after((operation, key) -> {
            if (operation == StoreOperation.GET && key.endsWith("format.json")) {
                throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, key, "no answer");
            }
        });
        GraphException refusal = refused(MAIN, "");
        isUnknown(refusal);
        assertThat(refusal).hasMessageContaining("no answer");
    }

    @Test
    void publish_appendWhoseOutcomeIsUnknown_isNeitherTriedAgainNorAcknowledged() {
        hooked.answerNextPutIfAbsent(new PutOutcome.Unknown("the answer was lost"));
        GraphException refusal = refused(MAIN, "");
        isUnknown(refusal);
        assertThat(refusal).hasMessageContaining("version 2").hasMessageContaining("the answer was lost");
        assertThat(steps).containsExactly("prepare 1");
    }

    private static void isDeletedGraph(GraphException refusal) {
        assertThat(refusal.failure()).isEqualTo(new GraphFailure.NotFound("graph", "films"));
        assertThat(refusal.code()).isEqualTo(DiagnosticCode.GRAPH_NOT_FOUND);
        assertThat(refusal).hasMessageContaining("deleted while it was being used");
    }

    private static void isUnknown(GraphException refusal) {
        assertThat(refusal.failure()).isInstanceOf(GraphFailure.OutcomeUnknown.class);
        assertThat(refusal.code()).isEqualTo(DiagnosticCode.OUTCOME_UNKNOWN);
    }

    private GraphException refused(WriteContext context, String expected) {
        return catchThrowableOfType(
                GraphException.class, () -> publisher.publish(context, "mutate", expected, this::draft));
    }

    private Optional<CommitPublisher.Draft> draft(GraphSnapshot head) {
        steps.add("prepare " + head.commit().manifestVersion());
        return Optional.of(CommitPublisher.Draft.ofTables(new TreeMap<>(head.tables()), () -> {}));
    }

    private WriteContext ifCommit(String commit) {
        return new WriteContext("ines", ReadTarget.MAIN_BRANCH, commit, PolicyGate.OPEN);
    }

    private String purged(String name) {
        return fixture.layout().folder().value() + "tables/node.X/metadata/" + name;
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
