package org.omnigraph.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MigrationPlannerProperties {
    private static final SchemaModel NOTHING = MigrationPlannerTest.model("");

    private static MigrationResult.Planned planned(AcceptedSchema accepted, SchemaModel desired) {
        MigrationResult result = MigrationPlanner.plan(accepted, desired);
        assertThat(result).as("%s", result).isInstanceOf(MigrationResult.Planned.class);
        return (MigrationResult.Planned) result;
    }

    @Property
    void planOfASchemaToItself_isEmpty(@ForAll long seed) {
        SchemaModel model = MigrationPlannerTest.model(new SchemaMaker(seed).source(NOTHING));
        MigrationResult.Planned planned = planned(AcceptedSchema.initial(model), model);
        assertThat(planned.plan()).isEqualTo(new MigrationPlan(true, java.util.List.of()));
        assertThat(planned.next()).isEqualTo(AcceptedSchema.initial(model));
    }

    @Property
    void applyingThePlan_leadsToTheDesiredModel(@ForAll long seed) {
        SchemaMaker maker = new SchemaMaker(seed);
        AcceptedSchema accepted = AcceptedSchema.initial(MigrationPlannerTest.model(maker.source(NOTHING)));
        for (int round = 0; round < 3; round++) {
            maker.change();
            SchemaModel desired = MigrationPlannerTest.model(maker.source(accepted.model()));
            MigrationResult.Planned planned = planned(accepted, desired);
            if (!planned.plan().supported()) {
                return;
            }
            assertThat(planned(accepted, desired)).isEqualTo(planned);
            SchemaImage image = SchemaImage.of(accepted.model());
            image.apply(planned.plan().steps(), SchemaImage.of(desired));
            assertThat(image).isEqualTo(SchemaImage.of(desired));
            assertThat(planned(planned.next(), desired).plan().isEmpty()).isTrue();
            assertIdentitiesHold(accepted.identity(), planned.next().identity());
            assertThat(AcceptedSchema.fromJson(planned.next().toJson())).isEqualTo(planned.next());
            accepted = planned.next();
        }
    }

    /// Whatever the two schemas are: one answer, no steps only where nothing differs, and nothing moves without
    /// support.
    @Property
    void planOfAnyTwoSchemas_isEmptyOnlyWhereNothingDiffers(@ForAll long from, @ForAll long to) {
        AcceptedSchema accepted =
                AcceptedSchema.initial(MigrationPlannerTest.model(new SchemaMaker(from).source(NOTHING)));
        SchemaModel desired = MigrationPlannerTest.model(new SchemaMaker(to).source(NOTHING));
        MigrationResult.Planned planned = planned(accepted, desired);
        assertThat(planned.plan().steps().isEmpty())
                .isEqualTo(SchemaImage.of(accepted.model()).equals(SchemaImage.of(desired)));
        assertThat(planned.plan().supported())
                .isEqualTo(
                        planned.plan().steps().stream().noneMatch(MigrationStep.UnsupportedChange.class::isInstance));
        if (!planned.plan().supported()) {
            assertThat(planned.next()).isEqualTo(accepted);
        }
        assertThat(MigrationPlanner.plan(accepted, desired)).isEqualTo(planned);
    }

    private static void assertIdentitiesHold(SchemaIdentity before, SchemaIdentity after) {
        assertThat(new HashSet<>(after.ids().values()))
                .hasSameSizeAs(after.ids().values());
        assertThat(after.nextId()).isGreaterThanOrEqualTo(before.nextId());
        assertThat(after.ids().values())
                .allMatch(id -> before.ids().containsValue(id) || id >= before.nextId())
                .allMatch(id -> id < after.nextId());
    }
}
