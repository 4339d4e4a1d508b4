package org.omnigraph.benchmarks.attack;

import java.util.Map;

/// What came back over a connection for one request.
///
/// @param status the status of the answer; 0 if not even a status line came
/// @param headers by name in small letters; of repeated ones the last
/// @param text what came of the body, cut off where the reader keeps no more
/// @param bodyBytes how long the body was, kept or not
record Answer(int status, Map<String, String> headers, String text, long bodyBytes, End end) {
    /// How the answer ended.
    enum End {
        /// As its headers or its chunks announced.
        WHOLE,
        /// The connection was closed or reset in the middle of it.
        CUT,
        /// The connection was closed or reset before its first byte.
        NOTHING,
        /// It did not come in time.
        LATE
    }

    static Answer none(End end) {
        return new Answer(0, Map.of(), "", 0, end);
    }

    boolean isWhole(int expected) {
        return end == End.WHOLE && status == expected;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /// The start of what an error says; nothing for an answer that is none.
    String problem() {
        return status == 200 ? "" : " " + text.substring(0, Math.min(text.length(), 70));
    }

    /// Short, for a table: `200`, `200 cut`, `nothing`.
    String label() {
        return switch (end) {
            case WHOLE -> "" + status;
            case CUT -> status + " cut";
            case NOTHING -> "closed";
            case LATE -> status == 0 ? "late" : status + " late";
        };
    }
}
