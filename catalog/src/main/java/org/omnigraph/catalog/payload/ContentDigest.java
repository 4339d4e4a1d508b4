package org.omnigraph.catalog.payload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// A SHA-256 digest in lower-case hex (cluster-contract.md §1).
public record ContentDigest(String hex) implements Comparable<ContentDigest> {
    private static final Pattern PATTERN = Pattern.compile("[0-9a-f]{64}");

    public ContentDigest {
        if (!PATTERN.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a lower-case hex SHA-256 digest: " + hex);
        }
    }

    /// True if the text is a digest as this type prints it.
    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    /// The digest of exactly these bytes.
    public static ContentDigest of(byte[] bytes) {
        return new ContentDigest(HexFormat.of().formatHex(sha256().digest(bytes)));
    }

    /// The composite digest of `graph.<id>`: follows from the schema's and the queries' digests alone.
    public static ContentDigest ofGraph(
            String graphId, ContentDigest schema, SortedMap<String, ContentDigest> queriesByName) {
        StringBuilder text = new StringBuilder();
        text.append("graph\0")
                .append(graphId)
                .append("\0schema\0")
                .append(schema.hex())
                .append('\0');
        for (Map.Entry<String, ContentDigest> query : queriesByName.entrySet()) {
            text.append("query\0").append(query.getKey()).append('\0');
            text.append(query.getValue().hex()).append('\0');
        }
        return of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public int compareTo(ContentDigest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
