package org.omnigraph.state.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.Json;

/// What a replay boils a revision down to, so that two machines can compare ledgers without exchanging them
/// (operations.md, `replay`). All are hex SHA-256.
///
/// @param state of the exact bytes of `state.json`
/// @param resources of the applied resources, as canonical JSON
/// @param approvals of the approval records, likewise
/// @param recoveries of the recovery records, likewise
/// @param full of these four and the revision record's own digest: equal only if the whole history is
public record ReplayDigests(String state, String resources, String approvals, String recoveries, String full) {

    static ReplayDigests of(ClusterState state, String stateDigest, String recordDigest) {
        ObjectNode node = StateJson.toNode(state);
        String resources = digest(node.path("applied_revision").path("resources"));
        String approvals = digest(node.path("approval_records"));
        String recoveries = digest(node.path("recovery_records"));
        ObjectNode all = Json.object()
                .put("state", stateDigest)
                .put("resources", resources)
                .put("approvals", approvals)
                .put("recoveries", recoveries)
                .put("record", recordDigest);
        return new ReplayDigests(stateDigest, resources, approvals, recoveries, digest(all));
    }

    /// The digests by their names.
    public SortedMap<String, String> byName() {
        SortedMap<String, String> named = new TreeMap<>();
        named.put("state", state);
        named.put("resources", resources);
        named.put("approvals", approvals);
        named.put("recoveries", recoveries);
        named.put("full", full);
        return Collections.unmodifiableSortedMap(named);
    }

    private static String digest(JsonNode node) {
        return Sha256.hex(Json.canonicalBytes(node));
    }
}
