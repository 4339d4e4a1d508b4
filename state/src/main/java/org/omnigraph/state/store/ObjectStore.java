package org.omnigraph.state.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The one interface through which everything that is stored goes (storage-protocol.md §1). Implementations are safe
/// for use by many
/// threads. A reader never sees a half-written object.
///
/// Methods throw [StoreException] when the store fails: an absent object is a value, any other failure is never
/// reported as absence
/// (reliability.md §3, R2).
public interface ObjectStore extends AutoCloseable {

    /// Reads a whole object of at most `maxBytes` bytes, or nothing if there is none. A longer one is refused while
    /// reading
    /// (`store_object_too_large`).
    Optional<StoredObject> get(ObjectKey key, long maxBytes);

    /// Creates or replaces the object. Durable when it returns [PutOutcome.Written]; otherwise [PutOutcome.Unknown].
    PutOutcome put(ObjectKey key, byte[] bytes);

    /// Creates the object if there is none: [PutOutcome.Written], [PutOutcome.Exists] or [PutOutcome.Unknown]. Of any
    /// number of racing callers exactly one is told `Written`. An ambiguous answer is settled by reading back: an
    /// object that holds exactly `bytes` is ours, so callers put a unique id into them.
    PutOutcome putIfAbsent(ObjectKey key, byte[] bytes);

    /// Replaces the object if it still has the version `expected`: [PutOutcome.Written], [PutOutcome.Conflict] or
    /// [PutOutcome.Unknown]. An optimisation only; safety rests on [#putIfAbsent].
    PutOutcome putIfMatch(ObjectKey key, byte[] bytes, VersionToken expected);

    /// Removes the object; no error if there is none.
    void delete(ObjectKey key);

    /// Removes every object below the prefix, which must not be the root.
    void deletePrefix(KeyPrefix prefix);

    /// All objects below the prefix, sorted by key (by code unit), temporary files left out.
    List<ListedObject> list(KeyPrefix prefix);

    /// The names of the folders right below the prefix that hold objects, however deep, sorted (by code unit).
    /// Costs as much as there are folders, not objects. A folder that is being emptied or filled just now may
    /// be among them.
    List<String> folders(KeyPrefix prefix);

    /// The same as [#list], with what stands there and is no object, in one look.
    Survey survey(KeyPrefix prefix);

    /// Opens an object for random access, or nothing if there is none.
    Optional<ObjectReader> open(ObjectKey key);

    /// Starts a large object.
    ObjectWriter create(ObjectKey key);

    /// Takes two looks that do not depend on each other: a store across a network takes them at the same time; on any
    /// other, where that would cost more than it saves, one is taken after the other. Returns when both are done.
    default <A, B> Both<A, B> beside(Supplier<A> first, Supplier<B> second) {
        return new Both<>(first.get(), second.get());
    }

    /// What a person would call this key: an absolute path or an `s3://` URI, without credentials.
    String location(String keyOrPrefix);

    @Override
    void close();
}
