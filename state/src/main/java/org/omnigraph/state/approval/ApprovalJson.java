package org.omnigraph.state.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonFields;

/// An approval's file, version 1, read strictly.
final class ApprovalJson {
    private static final long SCHEMA_VERSION = 1;

    private ApprovalJson() {}

    /// @throws InvalidJsonException if the text is not a version 1 approval
    static Approval parse(byte[] bytes) {
        JsonFields fields = JsonFields.of(Json.parseObject(bytes));
        long version = fields.integer("schema_version");
        if (version != SCHEMA_VERSION) {
            throw new InvalidJsonException("it has version " + version + "; this program reads " + SCHEMA_VERSION);
        }
        Approval approval = new Approval(
                fields.nonEmptyText("approval_id"),
                fields.nonEmptyText("resource"),
                fields.nonEmptyText("operation"),
                fields.text("reason"),
                fields.nonEmptyText("bound_config_digest"),
                fields.text("bound_before_digest", ""),
                fields.text("bound_after_digest", ""),
                fields.text("bound_incarnation", ""),
                fields.nonEmptyText("approved_by"),
                fields.text("created_at"),
                fields.text("consumed_at", ""),
                fields.text("consumed_by_operation", ""));
        fields.finish();
        return approval;
    }

    static ObjectNode toNode(Approval approval) {
        ObjectNode node = Json.object();
        node.put("schema_version", SCHEMA_VERSION);
        node.put("approval_id", approval.approvalId());
        node.put("resource", approval.resource());
        node.put("operation", approval.operation());
        node.put("reason", approval.reason());
        node.put("bound_config_digest", approval.boundConfigDigest());
        Json.putUnlessEmpty(node, "bound_before_digest", approval.boundBeforeDigest());
        Json.putUnlessEmpty(node, "bound_after_digest", approval.boundAfterDigest());
        Json.putUnlessEmpty(node, "bound_incarnation", approval.boundIncarnation());
        node.put("approved_by", approval.approvedBy());
        node.put("created_at", approval.createdAt());
        Json.putUnlessEmpty(node, "consumed_at", approval.consumedAt());
        Json.putUnlessEmpty(node, "consumed_by_operation", approval.consumedByOperation());
        return node;
    }
}
