package org.omnigraph.state.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Where everything that is stored lives: a folder, or a prefix of an S3 bucket (cluster-contract.md §2, `storage:`).
public sealed interface StoreLocation {

    /// A folder; absolute and normalised. It need not exist yet.
    record Local(Path folder) implements StoreLocation {
        public Local {
            folder = folder.toAbsolutePath().normalize();
        }

        @Override
        public String toString() {
            return folder.toString();
        }
    }

    /// A bucket and what every key in it starts with: empty, or ending in `/`.
    record S3(String bucket, KeyPrefix prefix) implements StoreLocation {
        @Override
        public String toString() {
            return "s3://" + bucket + "/" + prefix;
        }
    }

    /// Reads a plain path, a `file://` URI or `s3://bucket/prefix`. A relative path is taken from `base`.
    ///
    /// @throws StoreException with `invalid_storage_root`
    static StoreLocation parse(String text, Path base) {
        if (text.isBlank()) {
            throw invalid(text, "it is blank");
        }
        int colon = text.indexOf("://");
        if (colon < 0) {
            return local(text, base);
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "s3" -> s3(text, text.substring(colon + 3));
            case "file" -> file(text);
            default -> throw invalid(text, "`" + scheme + "://` is not a kind of storage");
        };
    }

    private static StoreLocation local(String text, Path base) {
        try {
            return new Local(base.resolve(text));
        } catch (InvalidPathException e) {
            throw new StoreException(DiagnosticCode.INVALID_STORAGE_ROOT, text, "it is not a path", e);
        }
    }

    private static StoreLocation file(String text) {
        try {
            URI uri = new URI(text);
            boolean here = uri.getAuthority() == null || uri.getAuthority().equals("localhost");
            if (!here || uri.getPath() == null || !uri.getPath().startsWith("/") || uri.getQuery() != null) {
                throw invalid(text, "a file URI is file:///absolute/path");
            }
            return new Local(Path.of(uri.getPath()));
        } catch (URISyntaxException | InvalidPathException e) {
            throw new StoreException(DiagnosticCode.INVALID_STORAGE_ROOT, text, "it is not a file URI", e);
        }
    }

    private static StoreLocation s3(String text, String rest) {
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash + 1);
        if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,254}")) {
            throw invalid(text, "an S3 URI is s3://bucket/prefix, and this one names no valid bucket");
        }
        String folder = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        try {
            return new S3(bucket, new KeyPrefix(folder));
        } catch (IllegalArgumentException e) {
            throw new StoreException(DiagnosticCode.INVALID_STORAGE_ROOT, text, "its prefix is not a clean path", e);
        }
    }

    private static StoreException invalid(String text, String reason) {
        return new StoreException(DiagnosticCode.INVALID_STORAGE_ROOT, text, reason);
    }
}
