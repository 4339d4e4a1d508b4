package org.omnigraph.state.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// SHA-256 in lower-case hex, and its `sha256:…` spelling, which the ledger uses for its state CAS.
public final class Sha256 {
    /// What stands before the hex digits in a state CAS (cluster-contract.md §3).
    public static final String CAS_PREFIX = "sha256:";

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private Sha256() {}

    /// The digest of exactly these bytes, 64 lower-case hex digits.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(newDigest().digest(bytes));
    }

    /// The digest of exactly these bytes, spelled `sha256:<hex>`.
    public static String cas(byte[] bytes) {
        return CAS_PREFIX + hex(bytes);
    }

    /// True for 64 lower-case hex digits.
    public static boolean isHex(String text) {
        return HEX.matcher(text).matches();
    }

    /// A fresh digest, to be fed piece by piece.
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
