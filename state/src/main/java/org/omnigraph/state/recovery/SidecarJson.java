package org.omnigraph.state.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonFields;

/// A sidecar's file, version 1, read strictly.
final class SidecarJson {
    static final long SCHEMA_VERSION = 1;
    private static final String ROOT_SUFFIX = ".omni";

    private SidecarJson() {}

    /// The file says that it has another version.
    static final class UnsupportedVersionException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        UnsupportedVersionException(long version) {
            super("it has version " + version + "; this program reads version " + SCHEMA_VERSION);
        }
    }

    /// @throws InvalidJsonException if the text is not a version 1 sidecar
    static Sidecar parse(byte[] bytes) {
        JsonFields fields = JsonFields.of(Json.parseObject(bytes));
        long version = fields.integer("schema_version");
        if (version != SCHEMA_VERSION) {
            throw new UnsupportedVersionException(version);
        }
        Sidecar sidecar = new Sidecar(
                fields.nonEmptyText("operation_id"),
                fields.text("started_at"),
                fields.text("actor", ""),
                kind(fields),
                fields.nonEmptyText("graph_id"),
                fields.nonEmptyText("graph_uri"),
                fields.integer("observed_manifest_version", Sidecar.NO_VERSION),
                fields.integer("expected_manifest_version", Sidecar.NO_VERSION),
                fields.text("desired_schema_digest"),
                fields.text("state_cas_base", ""),
                fields.text("approval_id", ""),
                fields.text("incarnation", ""));
        fields.finish();
        // The two say the same, so that a damaged one cannot point recovery at another graph.
        if (!withoutTrailingSlash(sidecar.graphUri()).endsWith("/" + sidecar.graphId() + ROOT_SUFFIX)) {
            throw fields.problem("graph_uri", "is not the root of graph `" + sidecar.graphId() + "`");
        }
        return sidecar;
    }

    static ObjectNode toNode(Sidecar sidecar) {
        ObjectNode node = Json.object();
        node.put("schema_version", SCHEMA_VERSION);
        node.put("operation_id", sidecar.operationId());
        node.put("started_at", sidecar.startedAt());
        Json.putUnlessEmpty(node, "actor", sidecar.actor());
        node.put("kind", sidecar.kind().wireName());
        node.put("graph_id", sidecar.graphId());
        node.put("graph_uri", sidecar.graphUri());
        putUnlessUnknown(node, "observed_manifest_version", sidecar.observedManifestVersion());
        putUnlessUnknown(node, "expected_manifest_version", sidecar.expectedManifestVersion());
        node.put("desired_schema_digest", sidecar.desiredSchemaDigest());
        Json.putUnlessEmpty(node, "state_cas_base", sidecar.stateCasBase());
        Json.putUnlessEmpty(node, "approval_id", sidecar.approvalId());
        Json.putUnlessEmpty(node, "incarnation", sidecar.incarnation());
        return node;
    }

    private static SidecarKind kind(JsonFields fields) {
        String name = fields.text("kind");
        for (SidecarKind kind : SidecarKind.values()) {
            if (kind.wireName().equals(name)) {
                return kind;
            }
        }
        throw fields.problem("kind", "has the unknown value `" + name + "`");
    }

    private static String withoutTrailingSlash(String uri) {
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    private static void putUnlessUnknown(ObjectNode node, String name, long value) {
        if (value != Sidecar.NO_VERSION) {
            node.put(name, value);
        }
    }
}
