package org.omnigraph.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.state.digest.Sha256;

/// The bearer tokens that this process accepts. Holds SHA-256 digests only, never a token. Immutable.
public final class TokenTable {
    /// No token is accepted.
    public static final TokenTable EMPTY = new TokenTable(List.of());

    /// Compared only by [MessageDigest#isEqual].
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(String actor, byte[] digest) {}

    private final List<Entry> entries;

    private TokenTable(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// Hashes the tokens of these actors.
    static TokenTable of(Map<String, String> tokenByActor) {
        List<Entry> entries = new ArrayList<>();
        tokenByActor.forEach((actor, token) -> entries.add(new Entry(actor, digest(token))));
        return new TokenTable(entries);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public int size() {
        return entries.size();
    }

    /// The actor whose token this is. Compares with every entry, in constant time each, and does not stop at a match.
    public Optional<String> actorOf(String token) {
        byte[] digest = digest(token);
        Optional<String> actor = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.digest, digest)) {
                actor = Optional.of(entry.actor);
            }
        }
        return actor;
    }

    private static byte[] digest(String token) {
        return Sha256.newDigest().digest(token.getBytes(StandardCharsets.UTF_8));
    }
}
