package org.omnigraph.engine.iceberg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;

/// Iceberg metadata files: immutable, each under a name of its own, so that what was read once stays true. Metadata that
/// is handed out has no times in it (see [TableTimes]).
final class MetadataStore {
    private static final long METADATA_BYTES_MAX = 64L << 20;
    private static final int CACHED_MAX = 1_000;

    /// How far ahead of this host's clock a table's time may be without a word.
    private static final Duration AHEAD_MAX = Duration.ofDays(1);

    private final GraphRoot root;
    private final StoreFileIo io;
    private final IdSource ids;
    private final InstantSource clock;
    private final Consumer<Diagnostic> notices;
    private final AtomicBoolean noticed = new AtomicBoolean();
    private final Cache<String, Version> cache =
            Caffeine.newBuilder().maximumSize(CACHED_MAX).build();

    /// One version of a table: what Iceberg is handed, and when it and those before it were made.
    private record Version(TableMetadata metadata, TableTimes times) {}

    MetadataStore(
            GraphRoot root, String incarnation, IdSource ids, InstantSource clock, Consumer<Diagnostic> notices) {
        this.root = root;
        this.io = new StoreFileIo(root, incarnation);
        this.ids = ids;
        this.clock = clock;
        this.notices = notices;
    }

    FileIO io() {
        return io;
    }

    ObjectKey key(String location) {
        return io.key(location);
    }

    String location(ObjectKey key) {
        return io.location(key);
    }

    TableMetadata read(String metadataKey) {
        return version(metadataKey).metadata();
    }

    /// Writes the first metadata of a table.
    ///
    /// @return the same, knowing where it lies
    TableMetadata writeFirst(TableMetadata metadata) {
        return write(metadata, "", TableTimes.NONE);
    }

    /// Writes the metadata that follows another, under a new name.
    ///
    /// @return the same, knowing where it lies
    TableMetadata writeNext(String metadataKey, TableMetadata metadata) {
        Version before = version(metadataKey);
        return write(metadata, before.metadata().metadataFileLocation(), before.times());
    }

    private TableMetadata write(TableMetadata metadata, String locationBefore, TableTimes before) {
        String location = metadata.location() + "/metadata/" + ids.next() + ".metadata.json";
        ObjectKey key = io.key(location);
        long now = clock.millis();
        long time = before.next(now);
        noticeAhead(metadata.location(), now, time);
        ObjectNode json = Json.parseObject(TableMetadataParser.toJson(metadata).getBytes(StandardCharsets.UTF_8));
        before.stamp(json, locationBefore, time);
        PutOutcome outcome = root.store().put(key, json.toString().getBytes(StandardCharsets.UTF_8));
        if (!(outcome instanceof PutOutcome.Written)) {
            throw new StoreException(
                    DiagnosticCode.STORE_IO_ERROR, location, "The table metadata could not be written: " + outcome);
        }
        Version written = decode(key, json);
        cache.put(key.value(), written);
        return written.metadata();
    }

    /// Says it once: every commit of this process finds the same.
    private void noticeAhead(String location, long now, long time) {
        if (time - now > AHEAD_MAX.toMillis() && noticed.compareAndSet(false, true)) {
            notices.accept(Diagnostic.of(
                    DiagnosticCode.CLOCK_BEHIND,
                    location,
                    "the table's last change is of " + Instant.ofEpochMilli(time) + ", and the clock here says "
                            + Instant.ofEpochMilli(now)));
        }
    }

    /// The metadata as the store has it now; empty if it is not there.
    Optional<TableMetadata> find(String metadataKey) {
        return load(metadataKey).map(Version::metadata);
    }

    /// Removes metadata.
    void delete(String metadataKey) {
        root.store().delete(new ObjectKey(metadataKey));
        cache.invalidate(metadataKey);
    }

    private Version version(String metadataKey) {
        return cache.get(
                metadataKey,
                key -> load(key)
                        .orElseThrow(() -> new NotFoundException("table metadata does not exist: %s", metadataKey)));
    }

    private Optional<Version> load(String metadataKey) {
        ObjectKey key = new ObjectKey(metadataKey);
        return root.store().get(key, METADATA_BYTES_MAX).map(found -> decode(key, Json.parseObject(found.bytes())));
    }

    private Version decode(ObjectKey key, ObjectNode json) {
        TableTimes times = TableTimes.of(json);
        TableTimes.erase(json);
        return new Version(TableMetadataParser.fromJson(io.location(key), json), times);
    }
}
