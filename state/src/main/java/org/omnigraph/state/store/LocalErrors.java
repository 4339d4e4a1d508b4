package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Gives an error of the local file system its code. The JDK tells most of them apart only by the operating system's
/// text.
final class LocalErrors {
    private LocalErrors() {}

    static StoreException of(String location, String doing, IOException cause) {
        String reason = reason(cause);
        return new StoreException(code(cause, reason), location, doing + " failed: " + reason, cause);
    }

    static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileSystemException withReason && withReason.getReason() != null) {
            return withReason.getReason();
        }
        String message = cause.getMessage();
        return message == null || cause instanceof FileSystemException
                ? cause.getClass().getSimpleName()
                : message;
    }

    private static DiagnosticCode code(IOException cause, String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("quota exceeded") || text.contains("file too large")) {
            return DiagnosticCode.STORE_FULL;
        }
        if (text.contains("read-only file system")) {
            return DiagnosticCode.STORE_READ_ONLY;
        }
        if (cause instanceof AccessDeniedException || text.contains("operation not permitted")) {
            return DiagnosticCode.STORE_PERMISSION_DENIED;
        }
        return DiagnosticCode.STORE_IO_ERROR;
    }
}
