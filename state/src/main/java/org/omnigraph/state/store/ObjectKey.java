package org.omnigraph.state.store;

/// The name of one stored object: relative, `/`-separated, checked once (storage-protocol.md §1). No empty, `.` or
/// `..` segment, no backslash and no control character; at most 1,024 characters.
///
/// @param value the key as the store sees it, below the store's root
public record ObjectKey(String value) implements Comparable<ObjectKey> {
    public static final int MAX_LENGTH = 1024;

    public ObjectKey {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("object key has length " + value.length());
        }
        check(value);
    }

    static void check(String value) {
        for (String segment : value.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("object key has an empty or dotted segment: " + value);
            }
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c == 0x7f || c == '\\') {
                throw new IllegalArgumentException("object key has a forbidden character at " + i);
            }
        }
    }

    /// The last segment.
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
