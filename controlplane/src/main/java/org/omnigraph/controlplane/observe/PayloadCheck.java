package org.omnigraph.controlplane.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.payload.PayloadReading;
import org.omnigraph.controlplane.config.Fanout;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.ResourceEntry;

/// Whether the catalog still holds what the ledger says was applied: each query's and policy's content is read and
/// hashed, side by side, bounded.
public final class PayloadCheck {
    private static final int WIDTH = 16;

    private PayloadCheck() {}

    /// What was wrong with one payload.
    ///
    /// @param condition as in the ledger's statuses
    /// @param digestLost true if the ledger's digest no longer stands for anything
    public record Finding(ResourceAddress resource, String condition, boolean digestLost, Diagnostic diagnostic) {}

    private record Item(ResourceAddress address, ResourceEntry entry) {}

    /// Checks every query and policy of the ledger; nothing is written.
    public static List<Finding> run(ClusterSession session, ClusterState state) {
        List<Item> items = new ArrayList<>();
        for (Map.Entry<String, ResourceEntry> entry : state.resources().entrySet()) {
            Optional<ResourceAddress> address = ResourceAddress.parse(entry.getKey());
            if (address.isPresent()
                    && (address.get() instanceof ResourceAddress.Query
                            || address.get() instanceof ResourceAddress.Policy)) {
                items.add(new Item(address.get(), entry.getValue()));
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (Optional<Finding> finding : Fanout.mapWaiting(items, WIDTH, item -> check(session, item))) {
            finding.ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> check(ClusterSession session, Item item) {
        String address = item.address().toString();
        if (!ContentDigest.isValid(item.entry().digest())) {
            return Optional.of(new Finding(
                    item.address(),
                    "payload_missing",
                    true,
                    Diagnostic.of(
                            DiagnosticCode.CATALOG_PAYLOAD_MISSING,
                            address,
                            "The ledger's digest of it is no digest, so nothing can be found by it.")));
        }
        return switch (session.payloads()
                .read(item.address(), new ContentDigest(item.entry().digest()))) {
            case PayloadReading.Found found -> Optional.empty();
            case PayloadReading.Missing missing ->
                Optional.of(new Finding(
                        item.address(),
                        "payload_missing",
                        true,
                        Diagnostic.of(
                                DiagnosticCode.CATALOG_PAYLOAD_MISSING,
                                address,
                                "The catalog lacks its applied content, " + missing.key() + ".")));
            case PayloadReading.Mismatch mismatch ->
                Optional.of(new Finding(
                        item.address(),
                        "payload_mismatch",
                        true,
                        Diagnostic.of(
                                DiagnosticCode.CATALOG_PAYLOAD_MISMATCH,
                                address,
                                "The catalog's content " + mismatch.key() + " has another digest: " + mismatch.actual()
                                        + ".")));
            case PayloadReading.ReadError error ->
                Optional.of(new Finding(
                        item.address(),
                        "payload_read_error",
                        false,
                        Diagnostic.of(
                                DiagnosticCode.CATALOG_PAYLOAD_READ_ERROR,
                                address,
                                "The catalog's content " + error.key() + " cannot be read: " + error.reason() + ".")));
        };
    }
}
