package org.omnigraph.catalog.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.schema.MigrationStep.TypeKind;

/// Plans migrations (schema-language.md §10): a pure, deterministic function of the accepted and the desired schema.
/// Drops come out soft and uncounted; who applies the plan counts and decides.
public final class MigrationPlanner {
    private final AcceptedSchema accepted;
    private final SchemaModel desired;
    private final SchemaMatching matching;
    private final List<MigrationStep> steps = new ArrayList<>();

    private MigrationPlanner(AcceptedSchema accepted, SchemaModel desired, SchemaMatching matching) {
        this.accepted = accepted;
        this.desired = desired;
        this.matching = matching;
    }

    /// The steps from what a graph accepted to a desired schema.
    public static MigrationResult plan(AcceptedSchema accepted, SchemaModel desired) {
        SchemaMatching matching = SchemaMatching.of(accepted.model(), desired);
        if (!matching.errors().isEmpty()) {
            return new MigrationResult.Refused(matching.errors());
        }
        MigrationPlanner planner = new MigrationPlanner(accepted, desired, matching);
        for (TypeKind kind : TypeKind.values()) {
            planner.planKind(kind);
        }
        boolean supported = planner.steps.stream().noneMatch(s -> s instanceof MigrationStep.UnsupportedChange);
        return new MigrationResult.Planned(
                new MigrationPlan(supported, planner.steps),
                supported ? AcceptedSchema.of(desired, planner.nextIdentity()) : accepted,
                matching.notes());
    }

    private void planKind(TypeKind kind) {
        SortedMap<String, TypeShape> from = TypeShape.of(accepted.model(), kind);
        SortedMap<String, String> matched = matching.types(kind);
        for (TypeShape type : TypeShape.of(desired, kind).values()) {
            TypeShape old = from.get(matched.getOrDefault(type.name(), ""));
            if (old == null) {
                steps.add(new MigrationStep.AddType(kind, type.name()));
            } else {
                planType(old, type);
            }
        }
        for (TypeShape old : from.values()) {
            if (!matched.containsValue(old.name())) {
                steps.add(drop(old));
            }
        }
    }

    private static MigrationStep drop(TypeShape old) {
        return switch (old.kind()) {
            case INTERFACE ->
                new MigrationStep.UnsupportedChange(old.key(), "an interface cannot be removed or renamed", "");
            case NODE -> new MigrationStep.DropType(old.kind(), old.name(), false, "OG-DS-102", -1);
            case EDGE -> new MigrationStep.DropType(old.kind(), old.name(), false, "OG-DS-103", -1);
        };
    }

    private void planType(TypeShape old, TypeShape type) {
        if (!old.name().equals(type.name())) {
            steps.add(new MigrationStep.RenameType(type.kind(), old.name(), type.name()));
        }
        planStructure(old, type);
        List<Annotation> metadata = TypeShape.metadata(type.annotations());
        if (!metadata.equals(TypeShape.metadata(old.annotations()))) {
            steps.add(new MigrationStep.UpdateTypeMetadata(type.kind(), type.name(), metadata));
        }
        SortedMap<String, String> properties = matching.properties(type.kind(), type.name());
        new PropertyMigration(old, type, properties, steps).plan();
        new ConstraintMigration(old, type, properties, steps).plan();
    }

    private void planStructure(TypeShape old, TypeShape type) {
        if (!continues(old.from(), type.from()) || !continues(old.to(), type.to())) {
            unsupported(type, "the endpoints of an edge type cannot change");
        }
        if (!old.cardinality().equals(type.cardinality())) {
            unsupported(type, "the `@card` of an edge type cannot change");
        }
        if (!old.interfaces().equals(type.interfaces())) {
            unsupported(type, "the set of implemented interfaces cannot change");
        }
        if (!TypeShape.fixed(old.annotations()).equals(TypeShape.fixed(type.annotations()))) {
            unsupported(type, "of a type's annotations only `@description` and `@instruction` can change");
        }
    }

    /// True if the desired endpoint is the accepted one, renamed or not.
    private boolean continues(String oldEndpoint, String endpoint) {
        return endpoint.isEmpty()
                || oldEndpoint.equals(matching.types(TypeKind.NODE).get(endpoint));
    }

    private void unsupported(TypeShape type, String reason) {
        steps.add(new MigrationStep.UnsupportedChange(type.key(), reason, ""));
    }

    /// What continues keeps its identity; what is new gets the next numbers, in order of the names.
    private SchemaIdentity nextIdentity() {
        SchemaIdentity before = accepted.identity();
        TreeMap<String, Integer> ids = new TreeMap<>();
        for (TypeKind kind : TypeKind.values()) {
            for (Map.Entry<String, String> type : matching.types(kind).entrySet()) {
                String name = TypeShape.key(kind, type.getKey());
                String oldName = TypeShape.key(kind, type.getValue());
                ids.put(name, before.id(oldName));
                matching.properties(kind, type.getKey())
                        .forEach((property, oldProperty) ->
                                ids.put(name + "." + property, before.id(oldName + "." + oldProperty)));
            }
        }
        TreeMap<Integer, String> creationNames = new TreeMap<>();
        for (Integer id : ids.values()) {
            creationNames.put(id, before.creationNames().getOrDefault(id, ""));
        }
        int next = before.nextId();
        for (String name : SchemaIdentity.namesOf(desired)) {
            if (!ids.containsKey(name)) {
                ids.put(name, next);
                creationNames.put(next, SchemaIdentity.simpleName(name));
                next++;
            }
        }
        return new SchemaIdentity(ids, creationNames, next);
    }

    /// `node`, `edge`, `interface`: how JSON names a kind.
    static String wireName(TypeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
