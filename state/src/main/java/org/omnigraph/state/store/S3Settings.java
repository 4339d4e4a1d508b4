package org.omnigraph.state.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// What the standard AWS environment variables say of an S3 server (storage-protocol.md §1). Empty strings stand for
/// "not said".
///
/// @param endpoint `AWS_ENDPOINT_URL_S3`, else `AWS_ENDPOINT_URL`; empty for AWS itself
/// @param region `AWS_REGION`, else `AWS_DEFAULT_REGION`, else `us-east-1`
/// @param pathStyle `AWS_S3_FORCE_PATH_STYLE`; on by default where there is an endpoint
/// @param accessKeyId, secretAccessKey, sessionToken the credentials, if the environment holds them; otherwise the
///     SDK's own chain looks for them (profile, web identity, container, instance)
record S3Settings(
        String endpoint,
        String region,
        boolean pathStyle,
        String accessKeyId,
        String secretAccessKey,
        String sessionToken) {

    static final String DEFAULT_REGION = "us-east-1";

    /// @throws StoreException with `invalid_storage_root` if the endpoint is not an http or https URL
    static S3Settings of(Map<String, String> environment) {
        String endpoint = first(environment, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
        checkEndpoint(endpoint);
        String region = first(environment, "AWS_REGION", "AWS_DEFAULT_REGION");
        String pathStyle = first(environment, "AWS_S3_FORCE_PATH_STYLE");
        return new S3Settings(
                endpoint,
                region.isEmpty() ? DEFAULT_REGION : region,
                pathStyle.isEmpty() ? !endpoint.isEmpty() : isTrue(pathStyle),
                first(environment, "AWS_ACCESS_KEY_ID"),
                first(environment, "AWS_SECRET_ACCESS_KEY"),
                first(environment, "AWS_SESSION_TOKEN"));
    }

    boolean hasCredentials() {
        return !accessKeyId.isEmpty() && !secretAccessKey.isEmpty();
    }

    /// Names the server, never the secret.
    @Override
    public String toString() {
        return "S3Settings[" + (endpoint.isEmpty() ? "AWS " + region : endpoint) + "]";
    }

    private static void checkEndpoint(String endpoint) {
        if (endpoint.isEmpty()) {
            return;
        }
        try {
            URI uri = new URI(endpoint);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new StoreException(
                DiagnosticCode.INVALID_STORAGE_ROOT,
                "AWS_ENDPOINT_URL_S3",
                "the endpoint is not an http or https URL with a host and without credentials");
    }

    private static boolean isTrue(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("true") || lower.equals("1") || lower.equals("yes");
    }

    private static String first(Map<String, String> environment, String... names) {
        for (String name : names) {
            String value = environment.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
