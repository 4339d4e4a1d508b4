package org.omnigraph.state.store;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/// Makes the S3 client: one HTTP client, no retries of the SDK's own (ours settle ambiguous writes by reading back),
/// and no checksum headers that other servers than AWS refuse.
final class S3Clients {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /// How long a connection may be silent.
    static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(10);
    /// The most for one try of a small request.
    static final Duration TRY_TIMEOUT = Duration.ofSeconds(12);

    private static final int CONNECTIONS_MAX = 64;

    private S3Clients() {}

    static S3Client open(S3Settings settings) {
        return open(settings, SOCKET_TIMEOUT);
    }

    /// A client with another patience than the usual one: after `silenceMax` without a byte a try has failed.
    static S3Client open(S3Settings settings, Duration silenceMax) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                // One signature over the whole body, which is in memory anyway: some servers refuse an empty chunked
                // one.
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .credentialsProvider(credentials(settings))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(overrides ->
                        overrides.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallAttemptTimeout(TRY_TIMEOUT))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .connectionAcquisitionTimeout(SOCKET_TIMEOUT)
                        .socketTimeout(silenceMax)
                        .maxConnections(CONNECTIONS_MAX));
        if (!settings.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        if (!settings.hasCredentials()) {
            return DefaultCredentialsProvider.builder().build();
        }
        AwsCredentials credentials = settings.sessionToken().isEmpty()
                ? AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey())
                : AwsSessionCredentials.create(
                        settings.accessKeyId(), settings.secretAccessKey(), settings.sessionToken());
        return StaticCredentialsProvider.create(credentials);
    }
}
