package org.omnigraph.engine.commit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.OptionalLong;
import org.omnigraph.state.digest.Sha256;

/// Ids of graph commits: ULIDs whose random part says where the commit's record stands, so that it is found without
/// walking the log and an unknown id is refused without reading it (docs/decisions/0017). Of the 16 characters behind
/// the time, seven are the version in the branch's log, two are a tag of the branch's name, seven are random. No two
/// commits of a branch share a version, so ids are as unique as before.
final class CommitId {
    /// Crockford's base 32, as ULIDs have it.
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int DIGIT_BITS = 5;
    private static final int LENGTH = 26;
    private static final int TIME_END = 10;
    private static final int VERSION_END = 17;
    private static final int TAG_END = 19;
    private static final int TAG_MASK = (1 << ((TAG_END - VERSION_END) * DIGIT_BITS)) - 1;
    private static final long VERSION_MAX = (1L << ((VERSION_END - TIME_END) * DIGIT_BITS)) - 1;

    private CommitId() {}

    /// The id of the commit at a version of a branch.
    ///
    /// @param ulid a fresh one, for the time and the random rest
    static String of(String ulid, String branch, long version) {
        if (version > VERSION_MAX) {
            throw new IllegalArgumentException("version " + version + " is beyond " + VERSION_MAX);
        }
        return ulid.substring(0, TIME_END)
                + digits(version, VERSION_END - TIME_END)
                + tag(branch)
                + ulid.substring(TAG_END, LENGTH);
    }

    /// Whether a text may be the id of a commit at all.
    static boolean isShaped(String id) {
        return id.length() == LENGTH && id.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    }

    /// The version at which a branch has the commit of this id, if it has it; nothing if it cannot have it.
    static OptionalLong versionOn(String branch, String id) {
        if (!isShaped(id) || !id.startsWith(tag(branch), VERSION_END)) {
            return OptionalLong.empty();
        }
        long version = 0;
        for (int i = TIME_END; i < VERSION_END; i++) {
            version = (version << DIGIT_BITS) | DIGITS.indexOf(id.charAt(i));
        }
        return OptionalLong.of(version);
    }

    private static String tag(String branch) {
        MessageDigest digest = Sha256.newDigest();
        byte[] hash = digest.digest(branch.getBytes(StandardCharsets.UTF_8));
        return digits((((hash[0] & 0xff) << 8) | (hash[1] & 0xff)) & TAG_MASK, TAG_END - VERSION_END);
    }

    private static String digits(long number, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = count - 1; i >= 0; i--) {
            text.append(DIGITS.charAt((int) (number >> (i * DIGIT_BITS)) & (DIGITS.length() - 1)));
        }
        return text.toString();
    }
}
