package org.omnigraph.state.store;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import software.amazon.awssdk.core.exception.SdkException;

/// One write of a whole object to S3, tried until it is known what became of it (storage-protocol.md §1, "Ambiguous
/// writes"): after every error and every 412 the object is read back. Exactly our bytes there: a success. Never a
/// failure for a write that landed, nor a success for one that did not.
final class SettledWrite {
    private final S3Retry retry;
    private final String location;
    private final byte[] bytes;
    /// Sends the write and gives back the new version.
    private final Supplier<VersionToken> send;
    /// Reads the object as it is now.
    private final Supplier<Optional<StoredObject>> readBack;

    /// True once a try may have landed without our knowing.
    private boolean inDoubt;

    private String reason = "";

    SettledWrite(
            S3Retry retry,
            String location,
            byte[] bytes,
            Supplier<VersionToken> send,
            Supplier<Optional<StoredObject>> readBack) {
        this.retry = retry;
        this.location = location;
        this.bytes = bytes;
        this.send = send;
        this.readBack = readBack;
    }

    /// Replaces whatever is there. Trying again is harmless.
    PutOutcome replace() {
        for (int attempt = 1; attempt <= S3Retry.TRIES_MAX; attempt++) {
            Sent sent = sendOnce();
            if (sent instanceof Sent.Done done) {
                return new PutOutcome.Written(done.token());
            }
            retry.pause(attempt, location);
        }
        return settledAtLast();
    }

    /// Creates the object, which must not exist.
    PutOutcome create() {
        for (int attempt = 1; attempt <= S3Retry.TRIES_MAX; attempt++) {
            Sent sent = sendOnce();
            if (sent instanceof Sent.Done done) {
                return new PutOutcome.Written(done.token());
            }
            if (sent instanceof Sent.NotSent) {
                retry.pause(attempt, location);
                continue;
            }
            switch (look()) {
                case Seen.Ours ours -> {
                    return new PutOutcome.Written(ours.token());
                }
                case Seen.Other other -> {
                    return new PutOutcome.Exists();
                }
                case Seen.Nothing nothing -> {
                    // Not there yet: another try is harmless, since it too is conditional.
                }
                case Seen.Unreadable unreadable -> reason = unreadable.reason();
            }
            retry.pause(attempt, location);
        }
        return settledAtLast();
    }

    /// Replaces the version `expected`.
    PutOutcome replaceIf(VersionToken expected) {
        for (int attempt = 1; attempt <= S3Retry.TRIES_MAX; attempt++) {
            boolean doubtBefore = inDoubt;
            Sent sent = sendOnce();
            if (sent instanceof Sent.Done done) {
                return new PutOutcome.Written(done.token());
            }
            if (sent instanceof Sent.NotSent) {
                retry.pause(attempt, location);
                continue;
            }
            switch (look()) {
                case Seen.Ours ours -> {
                    return new PutOutcome.Written(ours.token());
                }
                case Seen.Other other -> {
                    if (!other.token().equals(expected)) {
                        return conflictUnless(doubtBefore || !(sent instanceof Sent.ConditionFailed));
                    }
                    // Still the version we know: another try may succeed.
                }
                case Seen.Nothing nothing -> {
                    return conflictUnless(doubtBefore || !(sent instanceof Sent.ConditionFailed));
                }
                case Seen.Unreadable unreadable -> reason = unreadable.reason();
            }
            retry.pause(attempt, location);
        }
        return settledAtLast();
    }

    /// Someone else's version is there. If a try of ours may have come before it, nobody can tell any more.
    private PutOutcome conflictUnless(boolean doubtful) {
        return doubtful ? new PutOutcome.Unknown(reason) : new PutOutcome.Conflict();
    }

    private PutOutcome settledAtLast() {
        String what = "gave up after " + S3Retry.TRIES_MAX + " tries: " + reason;
        if (!inDoubt) {
            throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, location, what);
        }
        return look() instanceof Seen.Ours ours ? new PutOutcome.Written(ours.token()) : new PutOutcome.Unknown(what);
    }

    private Sent sendOnce() {
        try {
            return new Sent.Done(send.get());
        } catch (SdkException e) {
            return switch (S3Failure.of(e)) {
                case S3Failure.Absent absent -> {
                    reason = "the store says that there is no such object";
                    yield new Sent.ConditionFailed();
                }
                case S3Failure.ConditionFailed failed -> {
                    reason = "the store says that its condition does not hold";
                    yield new Sent.ConditionFailed();
                }
                case S3Failure.NotSent notSent -> {
                    reason = notSent.reason();
                    yield new Sent.NotSent();
                }
                case S3Failure.Doubtful doubtful -> {
                    reason = doubtful.reason();
                    inDoubt = true;
                    yield new Sent.Doubtful();
                }
                case S3Failure.Refused refused -> {
                    if (!inDoubt) {
                        throw new StoreException(refused.code(), location, refused.reason(), e);
                    }
                    reason = refused.reason();
                    yield new Sent.Doubtful();
                }
            };
        }
    }

    private Seen look() {
        try {
            Optional<StoredObject> present = readBack.get();
            if (present.isEmpty()) {
                return new Seen.Nothing();
            }
            VersionToken token = present.get().token();
            return Arrays.equals(present.get().bytes(), bytes) ? new Seen.Ours(token) : new Seen.Other(token);
        } catch (StoreException e) {
            // A condition failed and nobody can say for whom: that too is doubt.
            inDoubt = true;
            return new Seen.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /// What a try gave.
    private sealed interface Sent {
        record Done(VersionToken token) implements Sent {}

        record ConditionFailed() implements Sent {}

        record NotSent() implements Sent {}

        record Doubtful() implements Sent {}
    }

    /// What was found on reading back.
    private sealed interface Seen {
        record Ours(VersionToken token) implements Seen {}

        record Other(VersionToken token) implements Seen {}

        record Nothing() implements Seen {}

        record Unreadable(String reason) implements Seen {}
    }
}
