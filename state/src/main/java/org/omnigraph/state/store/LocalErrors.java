package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Gives an error of the local file system its code. The JDK tells most of them apart only by the operating system's
/// text, which is in the language of the machine: where that says nothing, the disk itself is asked.
final class LocalErrors {
    private LocalErrors() {}

    /// Below this a disk counts as full: a write of one block was refused.
    private static final long SPACE_MIN = 64 << 10;

    /// @param path what was read or written
    static StoreException of(Path path, String doing, IOException cause) {
        String reason = reason(cause);
        DiagnosticCode told = code(cause, reason);
        DiagnosticCode code = told == DiagnosticCode.STORE_IO_ERROR ? asked(path) : told;
        return new StoreException(code, path.toString(), doing + " failed: " + reason, cause);
    }

    /// What the disk of `path` says of itself.
    private static DiagnosticCode asked(Path path) {
        Path existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            FileStore disk = Files.getFileStore(existing);
            if (disk.isReadOnly()) {
                return DiagnosticCode.STORE_READ_ONLY;
            }
            // A disk without blocks (a pseudo file system) has no space, and is not full.
            return disk.getTotalSpace() > 0 && disk.getUsableSpace() < SPACE_MIN
                    ? DiagnosticCode.STORE_FULL
                    : DiagnosticCode.STORE_IO_ERROR;
        } catch (IOException e) {
            return DiagnosticCode.STORE_IO_ERROR;
        }
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
