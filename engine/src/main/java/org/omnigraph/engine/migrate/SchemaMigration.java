package org.omnigraph.engine.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.catalog.schema.Constraint;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.catalog.schema.MigrationPlanner;
import org.omnigraph.catalog.schema.MigrationResult;
import org.omnigraph.catalog.schema.MigrationStep;
import org.omnigraph.catalog.schema.MigrationStep.TypeKind;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.DropMode;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.LineProblem;
import org.omnigraph.engine.commit.CommitPublisher;
import org.omnigraph.engine.commit.SchemaFiles;
import org.omnigraph.engine.iceberg.IcebergTables;
import org.omnigraph.engine.iceberg.StagedFiles;
import org.omnigraph.engine.image.ConstraintCheck;
import org.omnigraph.engine.image.ProblemLog;
import org.omnigraph.engine.image.SpillSpace;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// One migration: the plan from a graph's schema to a desired one, and the tables that result. What is dropped softly
/// is no longer named, and stays readable in older commits. Of what is dropped hard the whole table goes, in all its
/// versions; where only a property is dropped, the other columns are copied to a new table before.
public final class SchemaMigration {
    private static final int VIOLATIONS_SHOWN = 5;

    private final GraphSnapshot base;
    private final AcceptedSchema next;
    private final MigrationPlan plan;

    private SchemaMigration(GraphSnapshot base, AcceptedSchema next, MigrationPlan plan) {
        this.base = base;
        this.next = next;
        this.plan = plan;
    }

    /// Plans, counting what drops hide.
    ///
    /// @param tables asked for only if something is counted
    /// @throws GraphException with `MigrationRefused` if the schema's hints contradict the graph's
    public static SchemaMigration plan(
            GraphSnapshot base, SchemaModel desired, DropMode drops, Supplier<IcebergTables> tables) {
        return switch (MigrationPlanner.plan(base.schema(), desired)) {
            case MigrationResult.Refused(List<String> errors) -> throw refused(String.join("; ", errors));
            case MigrationResult.Planned(MigrationPlan plan, AcceptedSchema next, List<String> _) -> {
                List<MigrationStep> steps = new ArrayList<>();
                for (MigrationStep step : plan.steps()) {
                    steps.add(counted(step, base, next, tables));
                }
                MigrationPlan counted = new MigrationPlan(plan.supported(), steps);
                yield new SchemaMigration(base, next, drops == DropMode.HARD ? counted.withHardDrops() : counted);
            }
        };
    }

    public MigrationPlan plan() {
        return plan;
    }

    /// Whether there is nothing to commit: no step, and the same bytes.
    public boolean isNothing() {
        return plan.isEmpty()
                && next.model().digest().equals(base.schema().model().digest());
    }

    /// Checks the plan against the data and stages the tables that it leads to.
    ///
    /// @throws GraphException with `MigrationRefused`
    public CommitPublisher.Draft stage(IcebergTables tables, SchemaFiles schemas, SpillSpace spill) {
        for (MigrationStep step : plan.steps()) {
            if (step instanceof MigrationStep.UnsupportedChange(String entity, String reason, String code)) {
                throw refused((code.isEmpty() ? "" : "[" + code + "] ") + entity + ": " + reason);
            }
        }
        StagedFiles attempt = tables.staging();
        boolean done = false;
        try {
            CommitPublisher.Draft draft = stage(tables, schemas, spill, attempt);
            done = true;
            return draft;
        } finally {
            if (!done) {
                attempt.discard();
            }
        }
    }

    private CommitPublisher.Draft stage(
            IcebergTables tables, SchemaFiles schemas, SpillSpace spill, StagedFiles attempt) {
        SortedMap<String, TableRef> after = new TreeMap<>();
        ProblemLog problems = new ProblemLog();
        for (EntityType type : types(next.model())) {
            Optional<TableRef> old = oldTable(type);
            TableRef table = old.isPresent()
                    ? tables.evolve(old.get(), type, next.identity(), attempt)
                    : tables.create(type, next.identity(), attempt);
            new ConstraintCheck(type, added(type), spill, problems).run(tables, table);
            after.put(type.tableName(), table);
        }
        if (problems.total() > 0) {
            throw refused(violations(problems));
        }
        List<String> purged = new ArrayList<>();
        for (EntityType type : types(next.model())) {
            TableRef table = after.get(type.tableName());
            if (table != null && losesPropertiesForGood(type)) {
                purged.add(table.metadataKey());
                after.put(type.tableName(), tables.rewrite(table, type, next.identity(), spill, attempt));
            }
        }
        for (MigrationStep step : plan.steps()) {
            if (step instanceof MigrationStep.DropType drop && drop.hard()) {
                purged.add(base.table(entityKind(drop.typeKind()), drop.name()).metadataKey());
            }
        }
        return new CommitPublisher.Draft(schemas.write(next), after, purged, attempt::discard);
    }

    private static List<EntityType> types(SchemaModel model) {
        List<EntityType> types = new ArrayList<>(model.nodes().values());
        types.addAll(model.edges().values());
        return types;
    }

    /// The table of the type that this one continues, whatever its name was.
    private Optional<TableRef> oldTable(EntityType type) {
        int identity = next.identity().id(key(type));
        for (EntityType old : types(base.schema().model())) {
            if (old instanceof NodeType == type instanceof NodeType
                    && base.schema().identity().id(key(old)) == identity) {
                return Optional.ofNullable(base.tables().get(old.tableName()));
            }
        }
        return Optional.empty();
    }

    private static String key(EntityType type) {
        return (type instanceof NodeType ? "node:" : "edge:") + type.name();
    }

    private boolean losesPropertiesForGood(EntityType type) {
        return plan.steps().stream()
                .anyMatch(step -> step instanceof MigrationStep.DropProperty drop
                        && drop.hard()
                        && drop.typeKind() == kind(type)
                        && drop.typeName().equals(type.name()));
    }

    private static TypeKind kind(EntityType type) {
        return type instanceof NodeType ? TypeKind.NODE : TypeKind.EDGE;
    }

    private List<Constraint> added(EntityType type) {
        List<Constraint> constraints = new ArrayList<>();
        for (MigrationStep step : plan.steps()) {
            if (step instanceof MigrationStep.AddConstraint(TypeKind stepKind, String name, Constraint constraint)
                    && stepKind == kind(type)
                    && name.equals(type.name())) {
                constraints.add(constraint);
            }
        }
        return constraints;
    }

    private static String violations(ProblemLog problems) {
        List<String> shown = problems.problems().stream()
                .limit(VIOLATIONS_SHOWN)
                .map(LineProblem::message)
                .toList();
        long more = problems.total() - shown.size();
        return problems.total() + " rows break a constraint that would be added: " + String.join("; ", shown)
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private static MigrationStep counted(
            MigrationStep step, GraphSnapshot base, AcceptedSchema next, Supplier<IcebergTables> tables) {
        return switch (step) {
            case MigrationStep.DropType(TypeKind kind, String name, boolean hard, String code, long _) ->
                new MigrationStep.DropType(
                        kind,
                        name,
                        hard,
                        code,
                        base.table(entityKind(kind), name).rows());
            case MigrationStep.DropProperty drop -> {
                if (drop.typeKind() == TypeKind.INTERFACE) {
                    yield drop;
                }
                TableRef table = base.table(entityKind(drop.typeKind()), oldName(drop, base, next));
                yield new MigrationStep.DropProperty(
                        drop.typeKind(),
                        drop.typeName(),
                        drop.propertyName(),
                        drop.hard(),
                        drop.code(),
                        table.rows() == 0 ? 0 : nonNull(tables.get(), table, drop.propertyName()));
            }
            case MigrationStep.AddType _,
                    MigrationStep.RenameType _,
                    MigrationStep.AddProperty _,
                    MigrationStep.RenameProperty _,
                    MigrationStep.AddConstraint _,
                    MigrationStep.ExtendEnum _,
                    MigrationStep.UpdateTypeMetadata _,
                    MigrationStep.UpdatePropertyMetadata _,
                    MigrationStep.UnsupportedChange _ -> step;
        };
    }

    /// Steps name types as they are called after the renames; tables are still called as before.
    private static String oldName(MigrationStep.DropProperty drop, GraphSnapshot base, AcceptedSchema next) {
        String prefix = drop.typeKind() == TypeKind.NODE ? "node:" : "edge:";
        Integer identity = next.identity().ids().get(prefix + drop.typeName());
        for (var entry : base.schema().identity().ids().entrySet()) {
            String key = entry.getKey();
            if (key.startsWith(prefix)
                    && key.indexOf('.') < 0
                    && entry.getValue().equals(identity)) {
                return key.substring(prefix.length());
            }
        }
        return drop.typeName();
    }

    private static EntityKind entityKind(TypeKind kind) {
        return kind == TypeKind.EDGE ? EntityKind.EDGE : EntityKind.NODE;
    }

    private static long nonNull(TableReader reader, TableRef table, String property) {
        long[] count = {0};
        reader.scan(table, List.of(property), RowFilter.ALL, batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                if (!batch.column(0).isNull(row)) {
                    count[0]++;
                }
            }
            return true;
        });
        return count[0];
    }

    private static GraphException refused(String reason) {
        return new GraphException(
                DiagnosticCode.SCHEMA_APPLY_FAILED,
                "The migration is refused, and nothing was changed: " + reason,
                new GraphFailure.MigrationRefused(reason));
    }

    /// What an apply is refused with while there are branches.
    public static GraphException refusedForBranches(List<String> branches) {
        return refused("the graph has branches besides `main` (" + String.join(", ", branches)
                + "); merge or delete them first");
    }
}
