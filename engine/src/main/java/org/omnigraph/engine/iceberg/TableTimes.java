package org.omnigraph.engine.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/// When the versions of one table were made, as its metadata says it.
///
/// Iceberg stamps what it makes with the time of the machine and refuses a version that is older than the one before
/// it: a host whose clock was ahead once would lock out all others until their clocks came so far. So Iceberg's
/// code is handed metadata in which every time is zero ([#erase]), and what is stored gets its times when it is
/// written ([#stamp]): that of the writer's clock, or the last one and a millisecond, whichever is later. The
/// times tell people and other engines when; nothing here is ordered by them.
record TableTimes(long latest, long lastUpdated, Map<String, Long> snapshots, Map<String, Long> files) {
    /// Before a table's first version.
    static final TableTimes NONE = new TableTimes(Long.MIN_VALUE, 0, Map.of(), Map.of());

    private static final String TIME = "timestamp-ms";
    private static final String UPDATED = "last-updated-ms";
    private static final String SNAPSHOT = "snapshot-id";
    private static final String FILE = "metadata-file";

    TableTimes {
        snapshots = Map.copyOf(snapshots);
        files = Map.copyOf(files);
    }

    /// The times in table metadata.
    static TableTimes of(ObjectNode metadata) {
        long updated = metadata.path(UPDATED).longValue();
        long[] latest = {updated};
        Map<String, Long> snapshots = new HashMap<>();
        Map<String, Long> files = new HashMap<>();
        for (JsonNode snapshot : metadata.path("snapshots")) {
            snapshots.put(snapshot.path(SNAPSHOT).asText(), snapshot.path(TIME).longValue());
        }
        for (JsonNode entry : metadata.path("snapshot-log")) {
            latest[0] = Math.max(latest[0], entry.path(TIME).longValue());
        }
        for (JsonNode entry : metadata.path("metadata-log")) {
            files.put(entry.path(FILE).asText(), entry.path(TIME).longValue());
        }
        snapshots.values().forEach(time -> latest[0] = Math.max(latest[0], time));
        files.values().forEach(time -> latest[0] = Math.max(latest[0], time));
        return new TableTimes(latest[0], updated, snapshots, files);
    }

    /// The time of the version after this one.
    ///
    /// @param now in milliseconds, by the writer's clock
    long next(long now) {
        return latest == Long.MAX_VALUE ? latest : Math.max(now, latest + 1);
    }

    /// Sets all times in the metadata of the next version: what this one knew keeps its time, the rest is of `time`.
    ///
    /// @param location of this version's metadata; empty for none
    void stamp(ObjectNode metadata, String location, long time) {
        rewrite(
                metadata,
                time,
                snapshot -> snapshots.getOrDefault(snapshot.path(SNAPSHOT).asText(), time),
                file -> {
                    String name = file.path(FILE).asText();
                    return name.equals(location) ? lastUpdated : files.getOrDefault(name, time);
                });
    }

    /// Sets all times to zero.
    static void erase(ObjectNode metadata) {
        rewrite(metadata, 0, _ -> 0, _ -> 0);
    }

    private static void rewrite(
            ObjectNode metadata, long updated, ToLongFunction<JsonNode> ofSnapshot, ToLongFunction<JsonNode> ofFile) {
        metadata.put(UPDATED, updated);
        each(metadata.path("snapshots"), ofSnapshot);
        each(metadata.path("snapshot-log"), ofSnapshot);
        each(metadata.path("metadata-log"), ofFile);
    }

    private static void each(JsonNode entries, ToLongFunction<JsonNode> time) {
        for (JsonNode entry : entries) {
            if (entry instanceof ObjectNode object) {
                object.put(TIME, time.applyAsLong(entry));
            }
        }
    }
}
