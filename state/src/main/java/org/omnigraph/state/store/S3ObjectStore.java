package org.omnigraph.state.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.time.Sleeper;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Objects in an S3 bucket below one prefix (storage-protocol.md §1).
///
/// Every request has a time limit and a bounded number of tries, with full jitter between them; the SDK's own retries
/// are off. Writes are settled by reading back ([SettledWrite]). ETags are sent without their quotes: one widespread
/// server refuses them quoted, and AWS takes both.
final class S3ObjectStore implements ObjectStore {
    private static final int PAGE_MAX = 1000;
    private static final int DELETES_AT_ONCE = 16;
    /// What a slow line must carry, for the time limit of long bodies.
    private static final long BYTES_PER_MILLI_MIN = 1000;

    private final S3Client client;
    private final StoreLocation.S3 root;
    private final S3Retry retry;

    S3ObjectStore(S3Client client, StoreLocation.S3 root, Sleeper sleeper, RandomGenerator random) {
        this.client = client;
        this.root = root;
        this.retry = new S3Retry(sleeper, random);
    }

    /// Opens a bucket with the settings of an environment. Connects to nothing yet.
    static S3ObjectStore open(StoreLocation.S3 root, Map<String, String> environment) {
        S3Client client = S3Clients.open(S3Settings.of(environment));
        return new S3ObjectStore(client, root, Sleeper.real(), RandomGenerator.getDefault());
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, long maxBytes) {
        return retry.repeatable(location(key.value()), () -> getOnce(key, maxBytes), Optional::empty);
    }

    @Override
    public PutOutcome put(ObjectKey key, byte[] bytes) {
        return write(key, bytes, putRequest(key, bytes).build()).replace();
    }

    @Override
    public PutOutcome putIfAbsent(ObjectKey key, byte[] bytes) {
        return write(key, bytes, putRequest(key, bytes).ifNoneMatch("*").build())
                .create();
    }

    @Override
    public PutOutcome putIfMatch(ObjectKey key, byte[] bytes, VersionToken expected) {
        return write(
                        key,
                        bytes,
                        putRequest(key, bytes).ifMatch(expected.value()).build())
                .replaceIf(expected);
    }

    @Override
    public void delete(ObjectKey key) {
        boolean done = retry.repeatable(
                location(key.value()),
                () -> client.deleteObject(
                                request -> request.bucket(root.bucket()).key(full(key.value())))
                        != null,
                () -> true);
        if (!done) {
            throw new IllegalStateException("no answer to a delete");
        }
    }

    @Override
    public void deletePrefix(KeyPrefix prefix) {
        if (prefix.value().isEmpty()) {
            throw new IllegalArgumentException("the root of a store is never deleted");
        }
        Semaphore atOnce = new Semaphore(DELETES_AT_ONCE);
        List<Future<Boolean>> deletes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ListedObject object : list(prefix)) {
                deletes.add(threads.submit(() -> {
                    atOnce.acquire();
                    try {
                        delete(object.key());
                        return true;
                    } finally {
                        atOnce.release();
                    }
                }));
            }
        }
        deletes.forEach(delete -> join(delete, prefix));
    }

    @Override
    public <A, B> Both<A, B> beside(Supplier<A> first, Supplier<B> second) {
        return SideBySide.run(first, second);
    }

    @Override
    public List<ListedObject> list(KeyPrefix prefix) {
        return survey(prefix).objects();
    }

    @Override
    public List<String> folders(KeyPrefix prefix) {
        List<String> names = new ArrayList<>();
        String start = full(prefix.value());
        eachPage(prefix, request -> request.delimiter("/"), answer -> {
            for (CommonPrefix folder : answer.commonPrefixes()) {
                names.add(folder.prefix()
                        .substring(start.length(), folder.prefix().length() - 1));
            }
        });
        names.sort(null);
        return names;
    }

    @Override
    public Survey survey(KeyPrefix prefix) {
        List<ListedObject> objects = new ArrayList<>();
        List<String> strays = new ArrayList<>();
        eachPage(
                prefix,
                request -> request,
                answer -> answer.contents().forEach(object -> {
                    Optional<ListedObject> listed = listed(object);
                    listed.ifPresent(objects::add);
                    // The prefix's own "folder", as consoles make it, is as good as none.
                    if (listed.isEmpty() && !keyOf(object).equals(prefix.value())) {
                        strays.add(keyOf(object));
                    }
                }));
        objects.sort(Comparator.comparing(ListedObject::key));
        strays.sort(Comparator.naturalOrder());
        return new Survey(objects, strays);
    }

    @Override
    public Optional<ObjectReader> open(ObjectKey key) {
        String location = location(key.value());
        // A HEAD has no body to say what exactly is absent; a GET tells a missing object from a missing bucket.
        Optional<Long> size = retry.repeatable(
                location,
                () -> Optional.of(sizeOf(key)),
                () -> retry.repeatable(location, () -> sizeByGet(key), Optional::empty));
        return size.map(bytes -> new S3ObjectReader(client, retry, root.bucket(), full(key.value()), bytes));
    }

    @Override
    public ObjectWriter create(ObjectKey key) {
        return new S3ObjectWriter(this, client, retry, root.bucket(), key, full(key.value()));
    }

    @Override
    public String location(String keyOrPrefix) {
        return root + keyOrPrefix;
    }

    @Override
    public void close() {
        client.close();
    }

    private SettledWrite write(ObjectKey key, byte[] bytes, PutObjectRequest request) {
        return new SettledWrite(
                retry,
                location(key.value()),
                bytes,
                () -> token(
                        client.putObject(request, RequestBody.fromBytes(bytes)).eTag()),
                () -> readBack(key, bytes));
    }

    /// The object, or something with its token that is certainly not `bytes`.
    private Optional<StoredObject> readBack(ObjectKey key, byte[] bytes) {
        return retry.repeatable(
                location(key.value()),
                () -> {
                    try {
                        return getOnce(key, bytes.length);
                    } catch (StoreException e) {
                        if (e.code() != DiagnosticCode.STORE_OBJECT_TOO_LARGE) {
                            throw e;
                        }
                        // Longer than ours, so not ours; the token is all that matters.
                        return Optional.of(new StoredObject(new byte[bytes.length + 1], headToken(key)));
                    }
                },
                Optional::empty);
    }

    private VersionToken headToken(ObjectKey key) {
        return token(client.headObject(request -> request.bucket(root.bucket()).key(full(key.value())))
                .eTag());
    }

    private long sizeOf(ObjectKey key) {
        HeadObjectResponse head =
                client.headObject(request -> request.bucket(root.bucket()).key(full(key.value())));
        return head.contentLength();
    }

    private Optional<Long> sizeByGet(ObjectKey key) {
        try (ResponseInputStream<GetObjectResponse> body =
                client.getObject(request -> request.bucket(root.bucket()).key(full(key.value())))) {
            long length = body.response().contentLength();
            body.abort();
            return Optional.of(length);
        } catch (IOException e) {
            throw SdkClientException.create("the body could not be closed", e);
        }
    }

    private Optional<StoredObject> getOnce(ObjectKey key, long maxBytes) {
        try (ResponseInputStream<GetObjectResponse> body =
                client.getObject(request -> request.bucket(root.bucket()).key(full(key.value())))) {
            long length = body.response().contentLength();
            if (length > maxBytes || length > Integer.MAX_VALUE - 8) {
                body.abort();
                throw new StoreException(
                        DiagnosticCode.STORE_OBJECT_TOO_LARGE,
                        location(key.value()),
                        "it holds " + length + " bytes; this kind of object may hold " + maxBytes);
            }
            byte[] bytes = body.readNBytes((int) length);
            if (bytes.length != length) {
                throw SdkClientException.create("the body ended after " + bytes.length + " of " + length + " bytes");
            }
            return Optional.of(new StoredObject(bytes, token(body.response().eTag())));
        } catch (IOException e) {
            throw SdkClientException.create("the body could not be read", e);
        }
    }

    private PutObjectRequest.Builder putRequest(ObjectKey key, byte[] bytes) {
        Duration limit = S3Clients.TRY_TIMEOUT.plusMillis(bytes.length / BYTES_PER_MILLI_MIN);
        return PutObjectRequest.builder()
                .bucket(root.bucket())
                .key(full(key.value()))
                .overrideConfiguration(overrides -> overrides.apiCallAttemptTimeout(limit));
    }

    private void eachPage(
            KeyPrefix prefix,
            UnaryOperator<ListObjectsV2Request.Builder> options,
            Consumer<ListObjectsV2Response> each) {
        ListObjectsV2Request.Builder request = options.apply(ListObjectsV2Request.builder()
                .bucket(root.bucket())
                .prefix(full(prefix.value()))
                .maxKeys(PAGE_MAX));
        while (true) {
            ListObjectsV2Request page = request.build();
            String location = location(prefix.value());
            ListObjectsV2Response answer = retry.repeatable(location, () -> client.listObjectsV2(page), () -> {
                throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, location, "the bucket does not exist");
            });
            each.accept(answer);
            if (!Boolean.TRUE.equals(answer.isTruncated())) {
                return;
            }
            request.continuationToken(answer.nextContinuationToken());
        }
    }

    /// One entry, unless it is none of ours: the "folders" that consoles make, and names that no key can have.
    private Optional<ListedObject> listed(S3Object object) {
        return objectKey(keyOf(object)).map(name -> new ListedObject(name, object.size(), object.lastModified()));
    }

    private String keyOf(S3Object object) {
        return object.key().substring(root.prefix().value().length());
    }

    private static Optional<ObjectKey> objectKey(String key) {
        try {
            return Optional.of(new ObjectKey(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void join(Future<Boolean> delete, KeyPrefix prefix) {
        try {
            if (!delete.get()) {
                throw new IllegalStateException("a delete below " + prefix + " gave no answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, prefix.value(), "interrupted while deleting", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw new IllegalStateException("deleting below " + prefix, e.getCause());
        }
    }

    private String full(String key) {
        return root.prefix().value() + key;
    }

    /// The token of an ETag: the ETag without its quotes.
    static VersionToken token(String eTag) {
        boolean quoted = eTag.length() >= 2 && eTag.startsWith("\"") && eTag.endsWith("\"");
        return new VersionToken(quoted ? eTag.substring(1, eTag.length() - 1) : eTag);
    }
}
