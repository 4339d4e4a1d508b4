package org.omnigraph.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.ExitCode;
import org.omnigraph.state.ledger.ResourceEntry;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarKind;
import org.omnigraph.state.recovery.SidecarStore;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectKey;

class ServerBootTest {
    private static final Map<String, String> TOKENS =
            Map.of("OMNIGRAPH_SERVER_BEARER_TOKENS_JSON", "{\"ines\": \"t\"}");
    private static final String GRAPH_POLICY =
            "version: 1\ngroups: {a: [ines]}\nrules:\n  - id: r\n    allow: {actors: {group: a}, actions: [read]}\n";
    private static final String CLUSTER_POLICY = GRAPH_POLICY.replace("[read]", "[graph_list]");

    // ---- what is served --------------------------------------------------------------------------------------

    @Test
    void boot_healthyCluster_serves() {
        BootOutcome outcome = TestCluster.small().apply().boot(true, false, Map.of());
        assertThat(outcome).isInstanceOfSatisfying(BootOutcome.Serving.class, serving -> {
            assertThat(serving.cluster().graphs()).containsOnlyKeys("library");
            assertThat(Objects.requireNonNull(serving.cluster().graphs().get("library"))
                            .queries())
                    .containsOnlyKeys("add_note", "notes");
            assertThat(serving.cluster().revision()).isPositive();
        });
    }

    @Test
    void boot_writesNothing() {
        TestCluster cluster = TestCluster.small().apply();
        var before = cluster.store.contents();
        cluster.boot(true, false, Map.of());
        assertThat(cluster.store.contents()).isEqualTo(before);
    }

    // ---- cluster-wide faults: refused, degraded or not -------------------------------------------------------

    @Test
    void boot_noLedger_isRefused() {
        refusedAlways(new TestCluster(), DiagnosticCode.CLUSTER_STATE_MISSING, ExitCode.DATA);
    }

    @Test
    void boot_brokenLedger_isRefused() {
        TestCluster cluster = TestCluster.small().apply();
        cluster.store.put(new ObjectKey("__cluster/state.json"), "{".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(cluster, true).exitCode()).isEqualTo(ExitCode.DATA);
    }

    @Test
    void boot_revisionWithoutGraphs_isRefused() {
        refusedAlways(new TestCluster().apply(), DiagnosticCode.CLUSTER_EMPTY, ExitCode.DATA);
    }

    @Test
    void boot_payloadMissing_isRefused() {
        TestCluster cluster = TestCluster.small().apply();
        cluster.store.deletePrefix(new KeyPrefix("__cluster/resources/"));
        refusedAlways(cluster, DiagnosticCode.CATALOG_PAYLOAD_MISSING, ExitCode.DATA);
    }

    @Test
    void boot_payloadChanged_isRefused() {
        TestCluster cluster = TestCluster.small().apply();
        cluster.store
                .list(new KeyPrefix("__cluster/resources/"))
                .forEach(object -> cluster.store.put(object.key(), new byte[] {1}));
        refusedAlways(cluster, DiagnosticCode.CATALOG_PAYLOAD_DIGEST_MISMATCH, ExitCode.DATA);
    }

    @Test
    void boot_compositeDigestWrong_isRefused() {
        TestCluster cluster = TestCluster.small()
                .entry("graph.library", ResourceEntry.of("0".repeat(64)))
                .apply();
        refusedAlways(cluster, DiagnosticCode.GRAPH_COMPOSITE_MISMATCH, ExitCode.DATA);
    }

    @Test
    void boot_policyWithoutBindings_isRefused() {
        refusedAlways(
                TestCluster.small().policy("p", GRAPH_POLICY).apply(),
                DiagnosticCode.POLICY_BINDINGS_MISSING,
                ExitCode.DATA);
    }

    @Test
    void boot_wrongBindings_areRefused() {
        refusedAlways(
                TestCluster.small().policy("p", GRAPH_POLICY, "graph.other").apply(),
                DiagnosticCode.DANGLING_GRAPH_REFERENCE,
                ExitCode.DATA);
        refusedAlways(
                TestCluster.small().policy("p", GRAPH_POLICY, "query.x").apply(),
                DiagnosticCode.WRONG_KIND_REFERENCE,
                ExitCode.DATA);
        refusedAlways(
                TestCluster.small()
                        .policy("p", GRAPH_POLICY, "graph.library", "cluster")
                        .apply(),
                DiagnosticCode.POLICY_MIXED_BINDING_KINDS,
                ExitCode.DATA);
        refusedAlways(
                TestCluster.small()
                        .policy("p", GRAPH_POLICY, "graph.library")
                        .policy("q", GRAPH_POLICY, "graph.library")
                        .apply(),
                DiagnosticCode.DUPLICATE_POLICY_BINDING,
                ExitCode.DATA);
    }

    @Test
    void boot_badClusterBundle_isRefused() {
        refusedAlways(
                TestCluster.small().policy("p", GRAPH_POLICY, "cluster").apply(),
                DiagnosticCode.POLICY_INVALID,
                ExitCode.DATA);
    }

    @Test
    void boot_unreadableSidecar_isRefused() {
        TestCluster cluster = TestCluster.small().apply();
        cluster.store.put(new ObjectKey("__cluster/recoveries/01.json"), "{".getBytes(StandardCharsets.UTF_8));
        refusedAlways(cluster, DiagnosticCode.CLUSTER_RECOVERY_UNATTRIBUTED, ExitCode.DATA);
    }

    // ---- tokens and consent ----------------------------------------------------------------------------------

    @Test
    void boot_noTokensNoConsent_isRefused() {
        BootOutcome outcome = TestCluster.small().apply().boot(false, true, Map.of());
        assertRefused(outcome, DiagnosticCode.SERVER_CONSENT_MISSING, ExitCode.CONFIG);
    }

    @Test
    void boot_policyWithoutTokens_isRefusedDespiteConsent() {
        BootOutcome outcome = TestCluster.small()
                .policy("p", GRAPH_POLICY, "graph.library")
                .apply()
                .boot(true, true, Map.of());
        assertRefused(outcome, DiagnosticCode.SERVER_CONSENT_MISSING, ExitCode.CONFIG);
    }

    @Test
    void boot_brokenTokens_isRefused() {
        BootOutcome outcome =
                TestCluster.small().apply().boot(true, true, Map.of("OMNIGRAPH_SERVER_BEARER_TOKENS_JSON", "[]"));
        assertRefused(outcome, DiagnosticCode.TOKENS_INVALID, ExitCode.CONFIG);
    }

    // ---- graph-local faults: refused, or quarantined ---------------------------------------------------------

    @Test
    void boot_pendingSidecar_refusesOrQuarantines() {
        TestCluster cluster = two();
        pending(cluster, "broken");
        refusedOrQuarantined(cluster, DiagnosticCode.CLUSTER_RECOVERY_PENDING);
    }

    @Test
    void boot_missingRoot_refusesOrQuarantines() {
        TestCluster cluster = two();
        cluster.engine.remove("broken");
        refusedOrQuarantined(cluster, DiagnosticCode.GRAPH_UNAVAILABLE);
    }

    @Test
    void boot_queryThatDoesNotParse_refusesOrQuarantines() {
        refusedOrQuarantined(base().queries("broken", "query q( {", "q").apply(), DiagnosticCode.QUERY_PARSE_ERROR);
    }

    @Test
    void boot_queryThatIsNotDeclared_refusesOrQuarantines() {
        refusedOrQuarantined(
                base().queries("broken", TestCluster.QUERIES, "other").apply(), DiagnosticCode.STORED_QUERY_INVALID);
    }

    @Test
    void boot_queryThatDoesNotTypeCheck_refusesOrQuarantines() {
        refusedOrQuarantined(
                base().queries("broken", "query q() { match { $f: Film } return { $f.title } }", "q")
                        .apply(),
                DiagnosticCode.STORED_QUERY_INVALID);
    }

    @Test
    void boot_badGraphBundle_refusesOrQuarantines() {
        refusedOrQuarantined(base().policy("p", CLUSTER_POLICY, "graph.broken").apply(), DiagnosticCode.POLICY_INVALID);
    }

    @Test
    void boot_everyGraphQuarantined_isRefused() {
        TestCluster cluster = TestCluster.small().apply();
        cluster.engine.remove("library");
        BootOutcome outcome = cluster.boot(true, true, Map.of());
        assertRefused(outcome, DiagnosticCode.CLUSTER_NO_HEALTHY_GRAPHS, ExitCode.DATA);
    }

    // ---- the second look -------------------------------------------------------------------------------------

    @Test
    void boot_ledgerMovesOnce_startsOverAndServesTheNewRevision() {
        TestCluster cluster = two();
        AtomicInteger opens = new AtomicInteger();
        cluster.engine.onOpen(() -> {
            if (opens.incrementAndGet() == 1) {
                cluster.policy("p", GRAPH_POLICY, "graph.library").apply();
            }
        });
        BootOutcome outcome = cluster.boot(false, false, TOKENS);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        BootOutcome.Serving.class,
                        serving -> assertThat(Objects.requireNonNull(
                                                serving.cluster().graphs().get("library"))
                                        .policy())
                                .isPresent());
        assertThat(opens.get()).isEqualTo(4);
    }

    @Test
    void boot_ledgerMovesAlways_isRefusedAfterThreeStarts() {
        TestCluster cluster = TestCluster.small().apply();
        AtomicInteger opens = new AtomicInteger();
        cluster.engine.onOpen(() -> cluster.policy(
                        "p", GRAPH_POLICY.replace("ines", "x" + opens.incrementAndGet()), "graph.library")
                .apply());
        BootOutcome outcome = cluster.boot(false, false, TOKENS);
        assertRefused(outcome, DiagnosticCode.STATE_CAS_MISMATCH, ExitCode.TEMPORARY);
        assertThat(opens.get()).isEqualTo(3);
    }

    @Test
    void boot_sidecarAppearsMeanwhile_isTheGraphsFault() {
        TestCluster cluster = two();
        cluster.engine.onOpen(() -> pending(cluster, "broken"));
        assertThat(cluster.boot(true, false, Map.of())).isInstanceOf(BootOutcome.Refused.class);
        assertThat(cluster.boot(true, true, Map.of()))
                .isInstanceOfSatisfying(
                        BootOutcome.Quarantined.class,
                        q -> assertThat(q.cluster().graphs()).containsOnlyKeys("library"));
    }

    // ---- helpers ---------------------------------------------------------------------------------------------

    private static TestCluster base() {
        return TestCluster.small().graph("broken", TestCluster.SCHEMA);
    }

    private static TestCluster two() {
        return base().apply();
    }

    private static void pending(TestCluster cluster, String graph) {
        new SidecarStore(cluster.store)
                .write(new Sidecar(
                        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                        "2026-01-01T00:00:00Z",
                        "",
                        SidecarKind.SCHEMA_APPLY,
                        graph,
                        "memory/graphs/" + graph + ".omni",
                        1,
                        Sidecar.NO_VERSION,
                        "0".repeat(64),
                        "",
                        "",
                        ""));
    }

    private static void refusedOrQuarantined(TestCluster cluster, DiagnosticCode code) {
        Map<String, String> tokens = TOKENS;
        assertRefused(cluster.boot(false, false, tokens), code, ExitCode.DATA);
        assertThat(cluster.boot(false, true, tokens))
                .isInstanceOfSatisfying(BootOutcome.Quarantined.class, quarantined -> {
                    assertThat(quarantined.cluster().graphs()).containsOnlyKeys("library");
                    assertThat(quarantined.cluster().quarantined())
                            .singleElement()
                            .satisfies(graph -> {
                                assertThat(graph.id()).isEqualTo("broken");
                                assertThat(graph.reasons())
                                        .extracting(Diagnostic::code)
                                        .contains(code);
                            });
                });
    }

    private static void refusedAlways(TestCluster cluster, DiagnosticCode code, ExitCode exit) {
        assertRefused(cluster.boot(false, false, TOKENS), code, exit);
        assertRefused(cluster.boot(false, true, TOKENS), code, exit);
    }

    private static BootOutcome.Refused refusal(TestCluster cluster, boolean degraded) {
        BootOutcome outcome = cluster.boot(false, degraded, TOKENS);
        assertThat(outcome).isInstanceOf(BootOutcome.Refused.class);
        return (BootOutcome.Refused) outcome;
    }

    private static void assertRefused(BootOutcome outcome, DiagnosticCode code, ExitCode exit) {
        assertThat(outcome).isInstanceOfSatisfying(BootOutcome.Refused.class, refused -> {
            assertThat(refused.reasons()).extracting(Diagnostic::code).contains(code);
            assertThat(refused.exitCode()).isEqualTo(exit);
        });
    }
}
