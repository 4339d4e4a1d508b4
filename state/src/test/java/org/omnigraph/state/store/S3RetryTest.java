package org.omnigraph.state.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// How often each kind of request is tried, and how long it pauses in between: five times, and up to 100, 200,
/// 400 and 800 ms. A pause that is left out hammers a store that asked for quiet; one too many makes a person
/// wait.
class S3RetryTest {
    private static final byte[] OURS = {1, 2, 3};
    private static final byte[] THEIRS = {9};
    private static final VersionToken OLD = new VersionToken("old");
    private static final VersionToken NEW = new VersionToken("new");
    private static final List<Long> ALL_PAUSES = List.of(100L, 200L, 400L, 800L);

    private final List<Long> pauses = new ArrayList<>();
    private final S3Retry retry = new S3Retry(pause -> pauses.add(pause.toMillis()), new Longest());
    private final Deque<Optional<SdkException>> answers = new ArrayDeque<>();
    private int sent;
    private int looks;

    /// Full jitter at its longest.
    private static final class Longest implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }

    @Test
    void repeatable_doubtful_isTriedFiveTimes() {
        assertUnreachable(() -> retry.repeatable("x", failing(doubtful()), () -> ""));
        assertThat(sent).isEqualTo(5);
        assertThat(pauses).isEqualTo(ALL_PAUSES);
    }

    @Test
    void repeatable_neverSent_isTriedFiveTimesAndSaysWhy() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> retry.repeatable("x", failing(unsent()), () -> ""))
                .withMessageContaining("Connection refused")
                .withMessageContaining("5 tries");
        assertThat(pauses).isEqualTo(ALL_PAUSES);
    }

    @Test
    void repeatable_goodAtTheThirdTry_pausedTwice() {
        answers.addAll(List.of(Optional.of(doubtful()), Optional.of(unsent()), Optional.empty()));
        assertThat(retry.repeatable("x", this::next, () -> OLD)).isEqualTo(NEW);
        assertThat(pauses).containsExactly(100L, 200L);
    }

    @Test
    void repeatable_absentOrRefused_isAnsweredAtOnce() {
        assertThat(retry.repeatable("x", failing(answered(404, "NoSuchKey")), () -> OLD))
                .isEqualTo(OLD);
        assertCode(
                DiagnosticCode.STORE_PERMISSION_DENIED,
                () -> retry.repeatable("x", failing(answered(403, "AccessDenied")), () -> ""));
        assertCode(
                DiagnosticCode.STORE_IO_ERROR,
                () -> retry.repeatable("x", failing(answered(412, "PreconditionFailed")), () -> ""));
        assertThat(sent).isEqualTo(3);
        assertThat(pauses).isEmpty();
    }

    @Test
    void pause_interrupted_isAFailureAndStaysInterrupted() {
        S3Retry interrupted = new S3Retry(
                pause -> {
                    throw new InterruptedException();
                },
                new Longest());
        assertUnreachable(() -> interrupted.pause(1, "x"));
        assertThat(Thread.interrupted()).isTrue();
        interrupted.pause(S3Retry.TRIES_MAX, "x");
    }

    @Test
    void pause_isNeverLongerThanThreeSeconds() {
        S3Retry patient = new S3Retry(pause -> assertThat(pause).isEqualTo(Duration.ofMillis(100)), new Longest());
        patient.pause(1, "x");
        assertThat(S3Retry.TRIES_MAX)
                .as("the fifth pause would be the first one that is cut")
                .isEqualTo(5);
    }

    @Test
    void replace_doubtful_isTriedFiveTimesThenLookedAt() {
        assertThat(write(failing(doubtful()), Optional::empty).replace()).isInstanceOf(PutOutcome.Unknown.class);
        assertThat(sent).isEqualTo(5);
        assertThat(pauses).isEqualTo(ALL_PAUSES);
        assertThat(looks).isEqualTo(1);
        assertThat(write(failing(doubtful()), () -> present(OURS, NEW)).replace())
                .as("it landed, as the look shows")
                .isEqualTo(new PutOutcome.Written(NEW));
    }

    @Test
    void replace_neverSent_isAFailureAfterFivePausesWithoutALook() {
        assertUnreachable(() -> write(failing(unsent()), Optional::empty).replace());
        assertThat(pauses).isEqualTo(ALL_PAUSES);
        assertThat(looks).isZero();
    }

    @Test
    void replace_goodAtTheSecondTry() {
        answers.addAll(List.of(Optional.of(doubtful()), Optional.empty()));
        assertThat(write(this::next, Optional::empty).replace()).isEqualTo(new PutOutcome.Written(NEW));
        assertThat(pauses).containsExactly(100L);
    }

    @Test
    void create_neverSent_pausesAndDoesNotLook() {
        assertUnreachable(() -> write(failing(unsent()), Optional::empty).create());
        assertThat(sent).isEqualTo(5);
        assertThat(pauses).isEqualTo(ALL_PAUSES);
        assertThat(looks).isZero();
    }

    @Test
    void create_nothingThere_pausesAndTriesAgain() {
        answers.addAll(List.of(Optional.of(doubtful()), Optional.of(unsent()), Optional.empty()));
        assertThat(write(this::next, Optional::empty).create()).isEqualTo(new PutOutcome.Written(NEW));
        assertThat(pauses).containsExactly(100L, 200L);
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void create_unreadable_pausesAndSaysWhyItDoesNotKnow() {
        assertThat(write(failing(doubtful()), S3RetryTest::down).create())
                .isInstanceOfSatisfying(
                        PutOutcome.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("down"));
        assertThat(sent).isEqualTo(5);
        assertThat(pauses).isEqualTo(ALL_PAUSES);
    }

    @Test
    void create_412AndNobodyCanSayWhose_isUnknown() {
        assertThat(write(failing(answered(412, "PreconditionFailed")), S3RetryTest::down)
                        .create())
                .isInstanceOf(PutOutcome.Unknown.class);
    }

    @Test
    void create_deniedAfterADoubt_isUnknownAndNotAFailure() {
        answers.add(Optional.of(doubtful()));
        for (int i = 0; i < 4; i++) {
            answers.add(Optional.of(answered(403, "AccessDenied")));
        }
        assertThat(write(this::next, Optional::empty).create()).isInstanceOf(PutOutcome.Unknown.class);
        assertThat(sent).isEqualTo(5);
    }

    @Test
    void create_ours_isWrittenWithTheTokenThatIsThere() {
        assertThat(write(failing(doubtful()), () -> present(OURS, OLD)).create())
                .isEqualTo(new PutOutcome.Written(OLD));
        assertThat(pauses).isEmpty();
    }

    @Test
    void replaceIf_neverSent_pausesAndDoesNotLook() {
        assertUnreachable(() -> write(failing(unsent()), Optional::empty).replaceIf(OLD));
        assertThat(pauses).isEqualTo(ALL_PAUSES);
        assertThat(looks).isZero();
    }

    @Test
    void replaceIf_stillTheOldVersion_pausesAndTriesAgain() {
        answers.addAll(List.of(Optional.of(doubtful()), Optional.of(answered(409, "Conflict")), Optional.empty()));
        assertThat(write(this::next, () -> present(THEIRS, OLD)).replaceIf(OLD)).isEqualTo(new PutOutcome.Written(NEW));
        assertThat(pauses).containsExactly(100L, 200L);
    }

    @Test
    void replaceIf_unreadable_pausesAndIsUnknown() {
        assertThat(write(failing(doubtful()), S3RetryTest::down).replaceIf(OLD))
                .isInstanceOfSatisfying(
                        PutOutcome.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("down"));
        assertThat(pauses).isEqualTo(ALL_PAUSES);
    }

    @Test
    void replaceIf_ours_isWritten() {
        assertThat(write(failing(doubtful()), () -> present(OURS, NEW)).replaceIf(OLD))
                .isEqualTo(new PutOutcome.Written(NEW));
    }

    @Test
    void replaceIf_goneQuietly_isConflict_goneInDoubt_isUnknown() {
        assertThat(write(failing(answered(404, "NoSuchKey")), Optional::empty).replaceIf(OLD))
                .isInstanceOf(PutOutcome.Conflict.class);
        assertThat(write(failing(doubtful()), Optional::empty).replaceIf(OLD)).isInstanceOf(PutOutcome.Unknown.class);
    }

    @Test
    void replaceIf_anotherVersionAfterADoubtfulTry_isUnknown() {
        answers.addAll(List.of(Optional.of(doubtful()), Optional.of(answered(412, "PreconditionFailed"))));
        Deque<Optional<StoredObject>> seen = new ArrayDeque<>(List.of(present(THEIRS, OLD), present(THEIRS, NEW)));
        assertThat(write(this::next, seen::removeFirst).replaceIf(OLD)).isInstanceOf(PutOutcome.Unknown.class);
    }

    @Test
    void replaceIf_anotherVersionAfterARefusedCondition_isConflict() {
        answers.add(Optional.of(answered(412, "PreconditionFailed")));
        assertThat(write(this::next, () -> present(THEIRS, NEW)).replaceIf(OLD))
                .isInstanceOf(PutOutcome.Conflict.class);
        assertThat(pauses).isEmpty();
    }

    private SettledWrite write(Supplier<VersionToken> send, Supplier<Optional<StoredObject>> readBack) {
        return new SettledWrite(retry, "s3://bucket/key", OURS, send, () -> {
            looks++;
            return readBack.get();
        });
    }

    private VersionToken next() {
        sent++;
        Optional<SdkException> answer = answers.removeFirst();
        if (answer.isPresent()) {
            throw answer.get();
        }
        return NEW;
    }

    private <T> Supplier<T> failing(SdkException error) {
        return () -> {
            sent++;
            throw error;
        };
    }

    private static Optional<StoredObject> present(byte[] bytes, VersionToken token) {
        return Optional.of(new StoredObject(bytes, token));
    }

    private static Optional<StoredObject> down() {
        throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, "x", "down");
    }

    private static void assertUnreachable(Runnable call) {
        assertCode(DiagnosticCode.STORE_UNREACHABLE, call);
    }

    private static void assertCode(DiagnosticCode code, Runnable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private static SdkException doubtful() {
        return answered(500, "InternalError");
    }

    private static SdkException unsent() {
        return SdkClientException.create("connect", new ConnectException("Connection refused"));
    }

    private static SdkException answered(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .message(code)
                .build();
    }
}
