package org.omnigraph.catalog.payload;

import java.util.Optional;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;

/// The content-addressed blobs of the cluster catalog (cluster-contract.md §7): what was applied of each query and
/// policy. A payload's key holds its digest, so a payload never changes and writing one twice is harmless. Safe for
/// use by many threads if the store is.
public final class PayloadStore {
    /// The largest payload: as large as a config file may be.
    public static final long PAYLOAD_BYTES_MAX = 16L << 20;

    private final ObjectStore store;
    private final KeyPrefix root;

    /// @param root the folder of the cluster's own objects, `__cluster/`
    public PayloadStore(ObjectStore store, KeyPrefix root) {
        this.store = store;
        this.root = root;
    }

    /// Where the payload of a resource lies: `resources/query/<graph>/<name>/<digest>.gq` or
    /// `resources/policy/<name>/<digest>.yaml` below the root. Graphs and schemas have no payload in the catalog.
    public Optional<ObjectKey> key(ResourceAddress address, ContentDigest digest) {
        return switch (address) {
            case ResourceAddress.Query(GraphId graph, String name) ->
                Optional.of(root.key("resources/query/" + graph + "/" + name + "/" + digest.hex() + ".gq"));
            case ResourceAddress.Policy(String name) ->
                Optional.of(root.key("resources/policy/" + name + "/" + digest.hex() + ".yaml"));
            case ResourceAddress.Graph _, ResourceAddress.Schema _ -> Optional.empty();
        };
    }

    /// Makes sure that the bytes are stored under the key of their digest. A new payload costs one request; one that
    /// is there already is read and left alone if its digest is right, and replaced if not.
    ///
    /// @param address of a query or a policy
    /// @throws org.omnigraph.state.store.StoreException if the store fails and nothing was written
    public PayloadWrite write(ResourceAddress address, byte[] bytes) {
        ContentDigest digest = ContentDigest.of(bytes);
        ObjectKey key = payloadKey(address, digest);
        return switch (store.putIfAbsent(key, bytes)) {
            case PutOutcome.Written _ -> new PayloadWrite.Written(key);
            case PutOutcome.Unknown(String reason) -> new PayloadWrite.Unknown(key, reason);
            case PutOutcome.Exists _, PutOutcome.Conflict _ ->
                holds(key, digest) ? new PayloadWrite.AlreadyThere(key) : replace(key, bytes);
        };
    }

    /// Reads a payload and verifies its digest. Never throws for a failing store: that is [PayloadReading.ReadError].
    ///
    /// @param address of a query or a policy
    public PayloadReading read(ResourceAddress address, ContentDigest digest) {
        ObjectKey key = payloadKey(address, digest);
        try {
            Optional<StoredObject> stored = store.get(key, PAYLOAD_BYTES_MAX);
            if (stored.isEmpty()) {
                return new PayloadReading.Missing(key);
            }
            byte[] bytes = stored.get().bytes();
            ContentDigest actual = ContentDigest.of(bytes);
            return actual.equals(digest)
                    ? new PayloadReading.Found(key, bytes)
                    : new PayloadReading.Mismatch(key, actual);
        } catch (StoreException e) {
            return new PayloadReading.ReadError(key, e.code().wireName() + ": " + e.getMessage());
        }
    }

    private ObjectKey payloadKey(ResourceAddress address, ContentDigest digest) {
        return key(address, digest)
                .orElseThrow(() -> new IllegalArgumentException(address + " has no payload in the catalog"));
    }

    private boolean holds(ObjectKey key, ContentDigest digest) {
        try {
            return store.get(key, PAYLOAD_BYTES_MAX)
                    .map(stored -> ContentDigest.of(stored.bytes()).equals(digest))
                    .orElse(false);
        } catch (StoreException e) {
            if (e.code() == DiagnosticCode.STORE_OBJECT_TOO_LARGE) {
                return false;
            }
            throw e;
        }
    }

    private PayloadWrite replace(ObjectKey key, byte[] bytes) {
        return switch (store.put(key, bytes)) {
            case PutOutcome.Unknown(String reason) -> new PayloadWrite.Unknown(key, reason);
            case PutOutcome.Written _, PutOutcome.Exists _, PutOutcome.Conflict _ -> new PayloadWrite.Written(key);
        };
    }
}
