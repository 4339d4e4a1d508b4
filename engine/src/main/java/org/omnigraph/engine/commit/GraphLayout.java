package org.omnigraph.engine.commit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;

/// The keys of one incarnation of a graph.
public record GraphLayout(GraphRoot root, String incarnation) {
    static final String FORMAT = "format.json";

    /// A key below an incarnation's folder, which a ULID names.
    private static final Pattern IN_INCARNATION = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}/");

    /// The object that makes a graph of a heap of keys.
    public static ObjectKey format(GraphRoot root) {
        return root.prefix().key(FORMAT);
    }

    /// The first file below the root that lies in no incarnation's folder: nothing of ours is there but
    /// `format.json`.
    public static Optional<String> foreignFile(GraphRoot root) {
        for (ListedObject object : root.store().list(root.prefix())) {
            String relative =
                    object.key().value().substring(root.prefix().value().length());
            if (!IN_INCARNATION.matcher(relative).lookingAt()) {
                return Optional.of(relative);
            }
        }
        return Optional.empty();
    }

    /// The incarnations that have keys below the root, sorted.
    public static List<String> incarnations(GraphRoot root) {
        SortedSet<String> found = new TreeSet<>();
        for (ListedObject object : root.store().list(root.prefix())) {
            String relative =
                    object.key().value().substring(root.prefix().value().length());
            int slash = relative.indexOf('/');
            if (slash > 0) {
                found.add(relative.substring(0, slash));
            }
        }
        return new ArrayList<>(found);
    }

    public KeyPrefix folder() {
        return root.prefix().folder(incarnation);
    }

    /// The source of a schema.
    public ObjectKey schema(String digest) {
        return folder().key("schemas/" + digest + ".pg");
    }

    /// The permanent identities of a schema.
    public ObjectKey identity(String digest) {
        return folder().key("schemas/" + digest + ".identity.json");
    }

    KeyPrefix branches() {
        return folder().folder("branches");
    }

    KeyPrefix branch(String name) {
        return branches().folder(segment(name));
    }

    /// The names of all branches that ever had a record.
    SortedSet<String> branchNames() {
        SortedSet<String> names = new TreeSet<>();
        for (String folder : root.store().folders(branches())) {
            names.add(URLDecoder.decode(folder, StandardCharsets.UTF_8));
        }
        return names;
    }

    /// A branch name as one segment of a key; dots are spelled out, so that no segment is `.` or `..`.
    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E")
                .replace("*", "%2A");
    }
}
