package org.omnigraph.state.store;

/// A folder of keys: empty (the store's root) or ending in `/`. A prefix never matches half a segment.
///
/// @param value the prefix as the store sees it
public record KeyPrefix(String value) {
    public static final KeyPrefix ROOT = new KeyPrefix("");

    public KeyPrefix {
        if (!value.isEmpty()) {
            if (!value.endsWith("/")) {
                throw new IllegalArgumentException("key prefix must end in '/': " + value);
            }
            ObjectKey.check(value.substring(0, value.length() - 1));
        }
    }

    /// The key `relative` below this prefix.
    public ObjectKey key(String relative) {
        return new ObjectKey(value + relative);
    }

    /// The folder `relative` below this prefix; `relative` has no trailing slash.
    public KeyPrefix folder(String relative) {
        return new KeyPrefix(value + relative + "/");
    }

    @Override
    public String toString() {
        return value;
    }
}
