package org.omnigraph.controlplane.task;

import java.util.List;

/// The status of one resource as the ledger has it.
///
/// @param status one of `pending planned applying applied drifted blocked error`
/// @param message empty if there is none
public record StatusEntry(String status, List<String> conditions, String message) {
    public StatusEntry {
        conditions = List.copyOf(conditions);
    }
}
