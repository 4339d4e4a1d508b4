package org.omnigraph.controlplane.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Reads the text of `storage:`: a plain path, `file://` or `s3://`.
public final class StorageRoots {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final int PREFIX_LENGTH_MAX = 512;

    private StorageRoots() {}

    /// A root, or why the text is none.
    public sealed interface Parsed {
        record Root(StorageRoot root) implements Parsed {}

        /// `reason` continues a sentence that begins with the field's name.
        record Refused(String reason) implements Parsed {}
    }

    /// Reads a storage root.
    ///
    /// @param folder what a relative path is relative to; absolute
    public static Parsed parse(String text, Path folder) {
        if (text.isBlank()) {
            return new Parsed.Refused("is blank");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return new Parsed.Refused("holds a control character");
        }
        if (text.startsWith("s3://")) {
            return s3(text.substring("s3://".length()));
        }
        if (text.startsWith("file:")) {
            return file(text);
        }
        if (SCHEME.matcher(text).matches()) {
            return new Parsed.Refused("has the scheme `" + text.substring(0, text.indexOf(':')) + "`, which is not known");
        }
        try {
            return new Parsed.Root(new StorageRoot.Local(folder.resolve(text).normalize()));
        } catch (InvalidPathException e) {
            return new Parsed.Refused("is no path");
        }
    }

    private static Parsed s3(String rest) {
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        String prefix = slash < 0 ? "" : rest.substring(slash + 1);
        if (bucket.isEmpty()) {
            return new Parsed.Refused("names no bucket");
        }
        if (bucket.contains("@")) {
            return new Parsed.Refused("must not hold credentials; they come from the AWS_* environment");
        }
        if (!BUCKET.matcher(bucket).matches()) {
            return new Parsed.Refused("names no valid bucket");
        }
        while (prefix.endsWith("/")) {
            prefix = prefix.substring(0, prefix.length() - 1);
        }
        if (prefix.isEmpty()) {
            return new Parsed.Root(new StorageRoot.S3(bucket, ""));
        }
        for (String segment : prefix.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.indexOf('\\') >= 0) {
                return new Parsed.Refused("has an empty or dotted segment in its prefix");
            }
        }
        if (prefix.indexOf('?') >= 0 || prefix.indexOf('#') >= 0 || prefix.length() > PREFIX_LENGTH_MAX) {
            return new Parsed.Refused("has a prefix with `?` or `#`, or one that is too long");
        }
        return new Parsed.Root(new StorageRoot.S3(bucket, prefix));
    }

    private static Parsed file(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getRawAuthority();
            if (host != null && !host.isEmpty() && !host.equals("localhost")) {
                return new Parsed.Refused("names a host; write file:///path with three slashes");
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getPath() == null
                    || !uri.getPath().startsWith("/")) {
                return new Parsed.Refused("is no absolute file URI");
            }
            return new Parsed.Root(new StorageRoot.Local(Path.of(uri.getPath()).normalize()));
        } catch (URISyntaxException | InvalidPathException e) {
            return new Parsed.Refused("is no file URI");
        }
    }
}
