package org.omnigraph.engine.iceberg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.io.FileIO;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.table.Damage;
import org.omnigraph.engine.table.StoredFile;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.ObjectKey;

/// Iceberg metadata files: immutable, each under a name of its own, so that what was read once stays true.
/// Metadata that is handed out has no times in it (see [TableTimes]).
final class MetadataStore {
    /// Ends the names of metadata files.
    static final String SUFFIX = ".metadata.json";

    private static final long METADATA_BYTES_MAX = 64L << 20;
    private static final int CACHED_MAX = 1_000;

    /// How far ahead of this host's clock a table's time may be without a word.
    private static final Duration AHEAD_MAX = Duration.ofDays(1);

    private final GraphRoot root;
    private final StoreFileIo io;
    private final FileLists lists;
    private final IdSource ids;
    private final InstantSource clock;
    private final Consumer<Diagnostic> notices;
    private final AtomicBoolean noticed = new AtomicBoolean();
    private final Cache<String, Version> cache =
            Caffeine.newBuilder().maximumSize(CACHED_MAX).build();

    /// One version of a table: what Iceberg is handed, and when it and those before it were made.
    private record Version(TableMetadata metadata, TableTimes times) {}

    MetadataStore(GraphRoot root, String incarnation, IdSource ids, InstantSource clock, Consumer<Diagnostic> notices) {
        this.root = root;
        this.io = new StoreFileIo(root, incarnation);
        this.lists = new FileLists(root, ids);
        this.ids = ids;
        this.clock = clock;
        this.notices = notices;
    }

    /// Reads without a check and records nothing: for removing files.
    FileIO uncheckedIo() {
        return io;
    }

    /// The files of one version of a table, checked against what its commit recorded.
    FileIO io(TableRef table) {
        return io(table, new StagedFiles(root));
    }

    /// The same, and the files that are written into it.
    FileIO io(TableRef table, StagedFiles staged) {
        return io.checked(FileCheck.of(lists, table, staged), staged);
    }

    FileLists lists() {
        return lists;
    }

    StagedFiles staging() {
        return new StagedFiles(root);
    }

    ObjectKey key(String location) {
        return io.key(location);
    }

    String location(ObjectKey key) {
        return io.location(key);
    }

    TableMetadata read(TableRef table) {
        return version(table).metadata();
    }

    /// Writes the first metadata of a table.
    ///
    /// @return the same, knowing where it lies
    TableMetadata writeFirst(TableMetadata metadata, StagedFiles staged) {
        return write(metadata, "", TableTimes.NONE, staged);
    }

    /// Writes the metadata that follows another, under a new name.
    ///
    /// @return the same, knowing where it lies
    TableMetadata writeNext(TableRef base, TableMetadata metadata, StagedFiles staged) {
        Version before = version(base);
        return write(metadata, before.metadata().metadataFileLocation(), before.times(), staged);
    }

    private TableMetadata write(TableMetadata metadata, String locationBefore, TableTimes before, StagedFiles staged) {
        String location = metadata.location() + "/metadata/" + ids.next() + SUFFIX;
        ObjectKey key = io.key(location);
        long now = clock.millis();
        long time = before.next(now);
        noticeAhead(metadata.location(), now, time);
        ObjectNode json = Json.parseObject(TableMetadataParser.toJson(metadata).getBytes(StandardCharsets.UTF_8));
        before.stamp(json, locationBefore, time);
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        staged.finished(staged.put(key, bytes, "The table metadata"));
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

    /// The metadata as the store has it now, whatever was recorded of it; empty if it is not there.
    Optional<TableMetadata> find(String metadataKey) {
        ObjectKey key = new ObjectKey(metadataKey);
        return root.store()
                .get(key, METADATA_BYTES_MAX)
                .map(found -> decoded(key, found.bytes(), "", ""))
                .map(Version::metadata);
    }

    /// Removes metadata.
    void delete(String metadataKey) {
        root.store().delete(new ObjectKey(metadataKey));
        cache.invalidate(metadataKey);
    }

    private Version version(TableRef table) {
        return cache.get(table.metadataKey(), key -> load(table));
    }

    private Version load(TableRef table) {
        ObjectKey key = new ObjectKey(table.metadataKey());
        StoredFile expected = lists.find(table, key.value())
                .orElseThrow(() -> Damage.of(location(key), table.tableName(), "", "is recorded by no commit"));
        byte[] bytes = root.store()
                .get(key, METADATA_BYTES_MAX)
                .orElseThrow(() -> Damage.of(location(key), table.tableName(), expected.addedBy(), "is missing"))
                .bytes();
        if (!expected.hasContent(bytes)) {
            throw Damage.of(
                    location(key),
                    table.tableName(),
                    expected.addedBy(),
                    "is damaged: it is not what its commit recorded");
        }
        return decoded(key, bytes, table.tableName(), expected.addedBy());
    }

    private Version decoded(ObjectKey key, byte[] bytes, String table, String addedBy) {
        try {
            return decode(key, Json.parseObject(bytes));
        } catch (InvalidJsonException | IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            throw Damage.of(location(key), table, addedBy, "cannot be read: " + e.getMessage(), e);
        }
    }

    private Version decode(ObjectKey key, ObjectNode json) {
        TableTimes times = TableTimes.of(json);
        TableTimes.erase(json);
        return new Version(TableMetadataParser.fromJson(io.location(key), json), times);
    }
}
