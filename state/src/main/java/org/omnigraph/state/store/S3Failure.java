package org.omnigraph.state.store;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What an error of the S3 client means for the request that met it.
sealed interface S3Failure {

    /// There is no such object.
    record Absent() implements S3Failure {}

    /// 412: a condition did not hold, or held for an earlier try of the same request.
    record ConditionFailed() implements S3Failure {}

    /// The store refused; it changed nothing, and would refuse again.
    record Refused(DiagnosticCode code, String reason) implements S3Failure {}

    /// The request never reached the store; worth another try.
    record NotSent(String reason) implements S3Failure {}

    /// The store may have done it (a timeout, a reset, a 5xx, a 409); worth another try.
    record Doubtful(String reason) implements S3Failure {}

    /// Sorts an error.
    static S3Failure of(SdkException error) {
        return error instanceof AwsServiceException answered ? ofAnswer(answered) : ofSilence(error);
    }

    private static S3Failure ofAnswer(AwsServiceException error) {
        String code = error.awsErrorDetails() == null || error.awsErrorDetails().errorCode() == null
                ? ""
                : error.awsErrorDetails().errorCode();
        int status = error.statusCode();
        String reason = "the store answered " + status + (code.isEmpty() ? "" : " " + code);
        return switch (status) {
            case 404 ->
                code.equals("NoSuchBucket")
                        ? new Refused(DiagnosticCode.STORE_UNREACHABLE, "the bucket does not exist")
                        : new Absent();
            case 412 -> new ConditionFailed();
            case 409, 408, 429 -> new Doubtful(reason);
            case 401 -> new Refused(DiagnosticCode.STORE_PERMISSION_DENIED, reason);
            case 403 -> new Refused(forbidden(code), reason);
            case 501 -> new Refused(DiagnosticCode.STORE_UNSUPPORTED, reason);
            case 507 -> new Refused(DiagnosticCode.STORE_FULL, reason);
            default -> {
                boolean slow = code.equals("RequestTimeout") || code.equals("SlowDown");
                yield status >= 500 || slow ? new Doubtful(reason) : new Refused(DiagnosticCode.STORE_IO_ERROR, reason);
            }
        };
    }

    private static DiagnosticCode forbidden(String code) {
        return code.toLowerCase(Locale.ROOT).contains("quota")
                ? DiagnosticCode.STORE_FULL
                : DiagnosticCode.STORE_PERMISSION_DENIED;
    }

    private static S3Failure ofSilence(SdkException error) {
        String reason = rootMessage(error);
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            boolean unsent = cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause.getClass().getSimpleName().equals("ConnectTimeoutException");
            if (unsent) {
                return new NotSent(reason);
            }
        }
        String message = String.valueOf(error.getMessage());
        if (message.contains("credentials")) {
            return new Refused(DiagnosticCode.STORE_PERMISSION_DENIED, "no credentials were found");
        }
        return new Doubtful(reason);
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}
