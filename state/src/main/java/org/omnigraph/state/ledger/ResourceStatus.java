package org.omnigraph.state.ledger;

import java.util.List;
import java.util.Locale;

/// How a resource stands (cluster-contract.md §4).
///
/// @param status the state it is in
/// @param conditions machine-readable reasons, for example `payload_missing`
/// @param message a word to people, or the empty string
public record ResourceStatus(Status status, List<String> conditions, String message) {
    public ResourceStatus {
        conditions = List.copyOf(conditions);
    }

    /// A status without conditions or message.
    public static ResourceStatus of(Status status) {
        return new ResourceStatus(status, List.of(), "");
    }

    /// The states of a resource.
    public enum Status {
        PENDING,
        PLANNED,
        APPLYING,
        APPLIED,
        DRIFTED,
        BLOCKED,
        ERROR;

        /// The name in the ledger and in JSON outputs.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
