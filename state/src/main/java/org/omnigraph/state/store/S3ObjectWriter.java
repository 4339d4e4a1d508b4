package org.omnigraph.state.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Sends a large object in parts as it grows; a small one in one request on commit. Holds at most one part in memory.
final class S3ObjectWriter implements ObjectWriter {
    /// Parts of one upload are at most 10,000, so this allows 80 GiB.
    private static final int PART_BYTES = 8 << 20;

    private final S3ObjectStore store;
    private final S3Client client;
    private final S3Retry retry;
    private final String bucket;
    private final ObjectKey key;
    private final String fullKey;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private final List<CompletedPart> parts = new ArrayList<>();
    /// The upload in parts, or empty while there is none.
    private String uploadId = "";

    private long position;

    S3ObjectWriter(S3ObjectStore store, S3Client client, S3Retry retry, String bucket, ObjectKey key, String fullKey) {
        this.store = store;
        this.client = client;
        this.retry = retry;
        this.bucket = bucket;
        this.key = key;
        this.fullKey = fullKey;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, PART_BYTES - part.size());
            part.write(bytes, offset + done, count);
            done += count;
            position += count;
            if (part.size() == PART_BYTES) {
                sendPart();
            }
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void commit() {
        if (uploadId.isEmpty()) {
            commitInOne();
            return;
        }
        if (part.size() > 0) {
            sendPart();
        }
        String id = uploadId;
        String completed = retry.repeatable(
                location(),
                () -> String.valueOf(client.completeMultipartUpload(request -> request.bucket(bucket)
                                .key(fullKey)
                                .uploadId(id)
                                .multipartUpload(upload -> upload.parts(parts)))
                        .eTag()),
                // A try before this one may have completed it; then the upload is gone and the object is there.
                () -> "");
        if (completed.isEmpty()
                && store.open(key).map(this::hasOurSize).orElse(false).equals(false)) {
            throw new StoreException(DiagnosticCode.STORE_IO_ERROR, location(), "the upload vanished");
        }
        uploadId = "";
    }

    @Override
    public void close() {
        part.reset();
        if (uploadId.isEmpty()) {
            return;
        }
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(fullKey).uploadId(uploadId));
        } catch (SdkException e) {
            // The parts stay behind, unseen by every reader, until the bucket's own rule removes them.
        }
        uploadId = "";
    }

    private boolean hasOurSize(ObjectReader reader) {
        try (reader) {
            return reader.size() == position;
        }
    }

    private void commitInOne() {
        switch (store.putIfAbsent(key, part.toByteArray())) {
            case PutOutcome.Written written -> {
                // Whole and visible.
            }
            case PutOutcome.Exists exists -> throw taken();
            case PutOutcome.Conflict conflict -> throw taken();
            case PutOutcome.Unknown unknown ->
                throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, location(), unknown.reason());
        }
    }

    private StoreException taken() {
        return new StoreException(DiagnosticCode.STORE_IO_ERROR, location(), "an object of that name is there already");
    }

    private void sendPart() {
        if (uploadId.isEmpty()) {
            uploadId = retry.repeatable(
                    location(),
                    () -> client.createMultipartUpload(
                                    request -> request.bucket(bucket).key(fullKey))
                            .uploadId(),
                    this::noBucket);
        }
        int number = parts.size() + 1;
        byte[] bytes = part.toByteArray();
        String eTag = retry.repeatable(
                location(),
                () -> client.uploadPart(
                                request -> request.bucket(bucket)
                                        .key(fullKey)
                                        .uploadId(uploadId)
                                        .partNumber(number),
                                RequestBody.fromBytes(bytes))
                        .eTag(),
                this::noBucket);
        parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
        part.reset();
    }

    private String noBucket() {
        throw new StoreException(DiagnosticCode.STORE_IO_ERROR, location(), "the bucket or the upload is gone");
    }

    private String location() {
        return store.location(key.value());
    }
}
