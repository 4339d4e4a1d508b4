package org.omnigraph.state.store;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A client whose writes often land and then fail on the wire: with 500, 409, 503, a reset or a timeout. As often
/// they fail without having landed; reads fail now and then. A seed decides.
final class DoubtfulS3Client {
    private final S3Client real;
    private final Random random;
    private final AtomicLong doubts = new AtomicLong();

    private DoubtfulS3Client(S3Client real, long seed) {
        this.real = real;
        this.random = new Random(seed);
    }

    static DoubtfulS3Client around(S3Client real, long seed) {
        return new DoubtfulS3Client(real, seed);
    }

    /// How many answers were replaced by an error.
    long doubts() {
        return doubts.get();
    }

    S3Client client() {
        Object proxy = Proxy.newProxyInstance(
                S3Client.class.getClassLoader(),
                new Class<?>[] {S3Client.class},
                (self, method, arguments) -> call(method, arguments));
        return (S3Client) proxy;
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        int dice = random.nextInt(100);
        boolean write = method.getName().equals("putObject");
        boolean lost = write ? dice < 20 : dice < 5 && !method.getName().equals("close");
        if (lost) {
            throw failure();
        }
        Object answer = invoke(method, arguments);
        if (write && dice < 50) {
            throw failure(); // it landed, and nobody hears of it
        }
        return answer;
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private SdkException failure() {
        doubts.incrementAndGet();
        return switch (random.nextInt(5)) {
            case 0 -> answered(500, "InternalError");
            case 1 -> answered(409, "ConditionalRequestConflict");
            case 2 -> answered(503, "SlowDown");
            case 3 -> SdkClientException.create("reset", new IOException("Connection reset"));
            default -> ApiCallAttemptTimeoutException.create(10);
        };
    }

    private static SdkException answered(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .message(code)
                .build();
    }
}
