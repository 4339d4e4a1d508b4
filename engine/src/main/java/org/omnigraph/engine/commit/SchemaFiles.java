package org.omnigraph.engine.commit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaIdentity;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;

/// The schemas that a graph ever had, each with its permanent identities, named by what they hold.
public final class SchemaFiles {
    private static final long BYTES_MAX = 64L << 20;
    private static final int CACHED_MAX = 32;

    private final GraphLayout layout;
    private final Cache<Name, AcceptedSchema> cache =
            Caffeine.newBuilder().maximumSize(CACHED_MAX).build();

    /// How a commit names its schema.
    ///
    /// @param schemaDigest of the `.pg` bytes
    /// @param identityDigest of the identities
    public record Name(String schemaDigest, String identityDigest) {
        /// For a commit that has its parent's schema.
        public static final Name UNCHANGED = new Name("", "");
    }

    public SchemaFiles(GraphLayout layout) {
        this.layout = layout;
    }

    /// Stores a schema for a commit that is about to name it.
    public Name write(AcceptedSchema schema) {
        byte[] source = schema.model().source().getBytes(StandardCharsets.UTF_8);
        String schemaDigest = Sha256.hex(source);
        byte[] identity = Json.canonicalBytes(schema.identity().toJson());
        Name name = new Name(schemaDigest, Sha256.hex(identity));
        put(layout.schema(schemaDigest), source);
        put(layout.identity(name.identityDigest()), identity);
        cache.put(name, schema);
        return name;
    }

    /// Reads the schema that a commit names.
    public AcceptedSchema read(Name name) {
        return cache.get(name, this::load);
    }

    private AcceptedSchema load(Name name) {
        byte[] source = get(layout.schema(name.schemaDigest()), name.schemaDigest());
        byte[] identity = get(layout.identity(name.identityDigest()), name.identityDigest());
        SchemaModel model = SchemaCompiler.compile(source)
                .model()
                .orElseThrow(() -> corrupt(layout.schema(name.schemaDigest()), "does not compile"));
        try {
            return AcceptedSchema.of(model, SchemaIdentity.fromJson(Json.parse(identity)));
        } catch (InvalidJsonException | IllegalArgumentException e) {
            throw corrupt(layout.identity(name.identityDigest()), String.valueOf(e.getMessage()));
        }
    }

    private void put(ObjectKey key, byte[] bytes) {
        PutOutcome outcome = layout.root().store().putIfAbsent(key, bytes);
        if (outcome instanceof PutOutcome.Unknown(String reason)) {
            throw new StoreException(
                    DiagnosticCode.STORE_IO_ERROR,
                    layout.root().store().location(key.value()),
                    "The schema could not be stored: " + reason);
        }
    }

    private byte[] get(ObjectKey key, String digest) {
        byte[] bytes = layout.root()
                .store()
                .get(key, BYTES_MAX)
                .orElseThrow(() -> corrupt(key, "is missing"))
                .bytes();
        if (!Sha256.hex(bytes).equals(digest)) {
            throw corrupt(key, "does not have the digest that its name says");
        }
        return bytes;
    }

    private StoreException corrupt(ObjectKey key, String problem) {
        String location = layout.root().store().location(key.value());
        return new StoreException(
                DiagnosticCode.GRAPH_CORRUPT, location, "The graph's schema file " + location + " " + problem + ".");
    }
}
