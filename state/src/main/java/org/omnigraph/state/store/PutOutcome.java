package org.omnigraph.state.store;

/// What became of a write. A conditional write has three outcomes: it happened, it did not, nobody knows. Clean up
/// only after a known failure (reliability.md §3, R1).
public sealed interface PutOutcome {

    /// The object now holds our bytes; `token` is its version.
    record Written(VersionToken token) implements PutOutcome {}

    /// `putIfAbsent` only: an object of that name was there before; nothing was written.
    record Exists() implements PutOutcome {}

    /// `putIfMatch` only: the object is absent or has another version; nothing was written.
    record Conflict() implements PutOutcome {}

    /// The write may have landed and the store cannot be asked. `reason` is fit for a person.
    record Unknown(String reason) implements PutOutcome {}
}
