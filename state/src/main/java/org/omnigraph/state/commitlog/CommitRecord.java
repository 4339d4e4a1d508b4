package org.omnigraph.state.commitlog;

import java.time.Instant;
import org.omnigraph.state.json.JsonValue;

/// One committed record of a log. Immutable once created; its digest covers every byte of it.
///
/// @param version its number; one more than its predecessor's
/// @param previousRecordDigest the predecessor's [#recordDigest()], or the empty string for a log's first record
/// @param operationId the unique id of the append: tells a writer its own record from another's
/// @param operation what was done, in the log's own words
/// @param actor who did it, or the empty string if nobody said
/// @param at when, by the writer's clock; nothing is ordered by it
/// @param body what was committed
/// @param recordDigest hex SHA-256 of the stored bytes, taken with this field's digits all zero
public record CommitRecord(
        long version,
        String previousRecordDigest,
        String operationId,
        String operation,
        String actor,
        Instant at,
        JsonValue body,
        String recordDigest)
        implements LogEntry {}
