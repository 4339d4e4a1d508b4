package org.omnigraph.state.ledger;

import org.omnigraph.state.json.JsonValue;

/// What a publish is recorded as in the ledger's history.
///
/// @param operation `import`, `apply`, `refresh` …
/// @param actor who, or the empty string
/// @param summary what changed, as the history shows it
public record LedgerChange(String operation, String actor, JsonValue summary) {}
