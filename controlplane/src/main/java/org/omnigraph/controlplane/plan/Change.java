package org.omnigraph.controlplane.plan;

import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.schema.MigrationPlan;

/// One difference between the config and the ledger, and what becomes of it (cluster-contract.md §3, "change").
///
/// @param beforeDigest hex digest in the ledger; empty if the ledger has none
/// @param afterDigest hex digest in the config; empty if the config has none
/// @param reason why the change is deferred or blocked: a condition in snake case; empty otherwise
/// @param bindingChange true if only a policy's `applies_to` differs
/// @param migrations the engine's plan for a schema update that was previewed; none or one
public record Change(
        ResourceAddress resource,
        Operation operation,
        String beforeDigest,
        String afterDigest,
        Disposition disposition,
        String reason,
        boolean bindingChange,
        MetadataChange metadataChange,
        List<MigrationPlan> migrations) {

    public Change {
        migrations = List.copyOf(migrations);
        if (migrations.size() > 1) {
            throw new IllegalArgumentException("a change has at most one migration");
        }
    }

    /// The engine's migration plan, if this schema update was previewed.
    public Optional<MigrationPlan> migration() {
        return migrations.stream().findFirst();
    }

    /// The same change with another fate.
    public Change with(Disposition newDisposition, String newReason) {
        return new Change(
                resource,
                operation,
                beforeDigest,
                afterDigest,
                newDisposition,
                newReason,
                bindingChange,
                metadataChange,
                migrations);
    }

    /// The same change with the engine's migration plan.
    public Change withMigration(MigrationPlan plan) {
        return new Change(
                resource,
                operation,
                beforeDigest,
                afterDigest,
                disposition,
                reason,
                bindingChange,
                metadataChange,
                List.of(plan));
    }

    /// True if the change is neither executed nor derived.
    public boolean isHeldBack() {
        return disposition == Disposition.DEFERRED || disposition == Disposition.BLOCKED;
    }
}
