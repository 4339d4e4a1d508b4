package org.omnigraph.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every row of the table in schema-language.md §10.
class MigrationPlannerTest {
    private static final String BASE = """
            interface Named { title: String }
            node Film @description("a film") implements Named {
                imdb: String @key
                year: I32?
                mood: enum(light, dark)?
                plot: String
                vec: Vector(3)? @embed("plot", model="m")
                a: I32?
                b: I32?
                @range(year, 1888..)
                @unique(a, b)
            }
            node Person { name: String @key }
            edge SequelOf: Film -> Film @card(0..1) { since: Date? }
            edge ActedIn: Person -> Film
            """;

    static SchemaModel model(String source) {
        SchemaResult result = SchemaCompiler.compile(source.getBytes(StandardCharsets.UTF_8));
        return result.model().orElseThrow(() -> new AssertionError(result.diagnostics() + "\n" + source));
    }

    private static MigrationResult result(String from, String to) {
        return MigrationPlanner.plan(AcceptedSchema.initial(model(from)), model(to));
    }

    private static MigrationResult.Planned planned(String to) {
        return (MigrationResult.Planned) result(BASE, to);
    }

    private static List<String> steps(String to) {
        return planned(to).plan().steps().stream()
                .map(step -> MigrationJson.toJson(step).toString().replace('"', '\''))
                .toList();
    }

    private static String changed(String from, String to) {
        assertThat(BASE).contains(from);
        return BASE.replace(from, to);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "year: I32?            | year: I32? note: String?          | {'kind':'add_property','type_kind':'node','type_name':'Film','property_name':'note','property_type':{'scalar':'String','nullable':true,'list':false,'enum_values':null}}",
                "year: I32?            | year: I32? tags: [String]?        | {'kind':'add_property','type_kind':'node','type_name':'Film','property_name':'tags','property_type':{'scalar':'String','nullable':true,'list':true,'enum_values':null}}",
                "year: I32?            | year: I32? v: Vector(8)?          | {'kind':'add_property','type_kind':'node','type_name':'Film','property_name':'v','property_type':{'scalar':{'Vector':8},'nullable':true,'list':false,'enum_values':null}}",
                "year: I32?            | year: I32? e: enum(z, y)?         | {'kind':'add_property','type_kind':'node','type_name':'Film','property_name':'e','property_type':{'scalar':'String','nullable':true,'list':false,'enum_values':['y','z']}}",
                "year: I32?            | year: I32? note: String           | {'kind':'unsupported_change','entity':'node:Film.note','reason':'a new property of an existing type must be nullable: there is no default value','code':'OG-MF-103'}",
                "enum(light, dark)     | enum(dark, light, grey, bright)   | {'kind':'extend_enum','type_kind':'node','type_name':'Film','property_name':'mood','added_values':['bright','grey']}",
                "enum(light, dark)     | enum(dark)                        | {'kind':'unsupported_change','entity':'node:Film.mood','reason':'its type cannot change from enum(dark, light)? to enum(dark)?','code':'OG-MF-106'}",
                "enum(light, dark)?    | enum(light, dark, grey)           | {'kind':'unsupported_change','entity':'node:Film.mood','reason':'its type cannot change from enum(dark, light)? to enum(dark, grey, light)','code':'OG-MF-106'}",
                "plot: String          | plot: String?                     | {'kind':'unsupported_change','entity':'node:Film.plot','reason':'its type cannot change from String to String?','code':'OG-MF-106'}",
                "vec: Vector(3)?       | vec: Vector(4)?                   | {'kind':'unsupported_change','entity':'node:Film.vec','reason':'its type cannot change from Vector(3)? to Vector(4)?','code':'OG-MF-106'}",
                "year: I32?            | year: I32? @index                 | {'kind':'add_constraint','type_kind':'node','type_name':'Film','constraint':{'Index':['year']}}",
                "year: I32?            | year: I32? @unique                | {'kind':'add_constraint','type_kind':'node','type_name':'Film','constraint':{'Unique':['year']}}",
                "plot: String          | plot: String @check(plot, `.`)    | x",
                "@unique(a, b)         | @unique(a, b) @range(a, ..0.5)    | {'kind':'add_constraint','type_kind':'node','type_name':'Film','constraint':{'Range':{'property':'a','min':null,'max':{'Float':0.5}}}}",
                "@unique(a, b)         | @unique(b, a) @range(a, 1..2)     | {'kind':'add_constraint','type_kind':'node','type_name':'Film','constraint':{'Range':{'property':'a','min':{'Integer':1},'max':{'Integer':2}}}}",
                "@unique(a, b)         | ``                                | {'kind':'unsupported_change','entity':'node:Film','reason':'`@unique(a, b)` cannot be removed'}",
                "year, 1888..          | year, 1900..                      | {'kind':'unsupported_change','entity':'node:Film','reason':'`@range(year, 1888..)` cannot become `@range(year, 1900..)`'}",
                "imdb: String @key     | imdb: String                      | {'kind':'unsupported_change','entity':'node:Film','reason':'`@key(imdb)` cannot be removed'}",
                "imdb: String @key     | imdb: String @key(imdb, plot)     | {'kind':'unsupported_change','entity':'node:Film','reason':'`@key(imdb)` cannot become `@key(imdb, plot)`'}",
                "model=\"m\"           | model=\"n\"                       | {'kind':'unsupported_change','entity':'node:Film.vec','reason':'the source and the model of `@embed` cannot change'}",
                "edge ActedIn: Person  | edge ActedIn: Film                | {'kind':'unsupported_change','entity':'edge:ActedIn','reason':'the endpoints of an edge type cannot change'}",
                "@card(0..1)           | ``                                | {'kind':'unsupported_change','entity':'edge:SequelOf','reason':'the `@card` of an edge type cannot change'}",
                "edge ActedIn: Person -> Film | ``                         | {'kind':'drop_type','type_kind':'edge','name':'ActedIn','mode':'soft','code':'OG-DS-103'}",
                "{ since: Date? }      | ``                                | {'kind':'drop_property','type_kind':'edge','type_name':'SequelOf','property_name':'since','mode':'soft','code':'OG-DS-104'}",
                "vec: Vector(3)? @embed(\"plot\", model=\"m\") | ``        | {'kind':'drop_property','type_kind':'node','type_name':'Film','property_name':'vec','mode':'soft','code':'OG-DS-105'}",
                "{ name: String @key } | { name: String @key } node Genre { g: String @key @unique } | {'kind':'add_type','type_kind':'node','name':'Genre'}",
                "@description(\"a film\") | @description(\"a movie\") @instruction(\"ask\") | {'kind':'update_type_metadata','type_kind':'node','name':'Film','annotations':[{'name':'description','value':'a movie'},{'name':'instruction','value':'ask'}]}",
                "@description(\"a film\") | ``                             | {'kind':'update_type_metadata','type_kind':'node','name':'Film','annotations':[]}",
                "year: I32?            | year: I32? @description(\"y\", lang=\"en\") | {'kind':'update_property_metadata','type_kind':'node','type_name':'Film','property_name':'year','annotations':[{'name':'description','value':'y','kwargs':{'lang':'en'}}]}",
                "year: I32?            | year: I32? @custom                | {'kind':'unsupported_change','entity':'node:Film.year','reason':'of a property`s annotations only `@description` can change'}",
                "node Person           | node Person @custom(1)            | {'kind':'unsupported_change','entity':'node:Person','reason':'of a type`s annotations only `@description` and `@instruction` can change'}",
                "node Person           | node Human @rename_from(\"Person\") | x",
                "name: String @key     | label: String @key @rename_from(\"name\") | {'kind':'rename_property','type_kind':'node','type_name':'Person','from':'name','to':'label'}",
            })
    void plan_oneChange_isOneStep(String from, String to, String expected) {
        String source = changed(from, to.replace("`", "\""));
        if (to.startsWith("node Human")) {
            source = source.replace("ActedIn: Person", "ActedIn: Human");
            expected = "{'kind':'rename_type','type_kind':'node','from':'Person','to':'Human'}";
        } else if (to.contains("@check")) {
            expected = "{'kind':'add_constraint','type_kind':'node','type_name':'Film','constraint':"
                    + "{'Check':{'property':'plot','pattern':'.'}}}";
        }
        assertThat(steps(source)).containsExactly(expected.replace("y`s", "y's").replace("e`s", "e's"));
    }

    @Test
    void plan_onlyLayoutAndOrderDiffer_isEmpty() {
        String other = """
                // another order, and comments
                edge ActedIn: Person -> Film {}
                edge SequelOf: Film -> Film @card(0..1) { since: Date? }
                node Person { name: String @key(name) }
                node Film @description("a film") implements Named {
                    @unique(b, a)
                    @range(year, 1888..)
                    b: I32? a: I32?
                    vec: Vector(3)? @embed(plot, model="m")
                    title: String /* redeclared */
                    plot: String
                    mood: enum(dark, light)?
                    year: I32? @rename_from("jahr")
                    imdb: String @key
                }
                interface Named { title: String }
                """;
        MigrationResult.Planned planned = planned(other);
        assertThat(planned.plan()).isEqualTo(new MigrationPlan(true, List.of()));
        assertThat(planned.notes()).hasSize(1);
        assertThat(planned.next().model().source()).isEqualTo(other);
        assertThat(planned.next().identity()).isEqualTo(SchemaIdentity.initial(model(BASE)));
    }

    @Test
    void plan_renamedTypeAndMembers_keepsIdentitiesAndReferences() {
        String renamed = BASE.replace("node Film", "node Movie @rename_from(\"Film\")")
                .replace("Film ->", "Movie ->")
                .replace("-> Film", "-> Movie")
                .replace("imdb: String", "code: String @rename_from(\"imdb\")")
                .replace("plot: String", "text: String @rename_from(\"plot\")")
                .replace("@embed(\"plot\"", "@embed(\"text\"")
                .replace("b: I32?", "aa: I32? @rename_from(\"b\")")
                .replace("@unique(a, b)", "@unique(aa, a)");
        MigrationResult.Planned planned = planned(renamed);
        assertThat(planned.plan().supported()).isTrue();
        assertThat(planned.plan().steps())
                .containsExactly(
                        new MigrationStep.RenameType(MigrationStep.TypeKind.NODE, "Film", "Movie"),
                        new MigrationStep.RenameProperty(MigrationStep.TypeKind.NODE, "Movie", "b", "aa"),
                        new MigrationStep.RenameProperty(MigrationStep.TypeKind.NODE, "Movie", "imdb", "code"),
                        new MigrationStep.RenameProperty(MigrationStep.TypeKind.NODE, "Movie", "plot", "text"));
        SchemaIdentity before = SchemaIdentity.initial(model(BASE));
        SchemaIdentity after = planned.next().identity();
        assertThat(after.id("node:Movie")).isEqualTo(before.id("node:Film"));
        assertThat(after.id("node:Movie.code")).isEqualTo(before.id("node:Film.imdb"));
        assertThat(after.creationName("node:Movie.code")).isEqualTo("imdb");
        assertThat(after.nextId()).isEqualTo(before.nextId());
    }

    /// Rule §8.4: renames do not change the order of a composite key.
    @Test
    void plan_renamedKeyMember_keepsTheOrderOfTheKey() {
        AcceptedSchema accepted = AcceptedSchema.initial(model("node A { a: I32 b: I32 @key(b, a) }"));
        MigrationResult.Planned planned = (MigrationResult.Planned)
                MigrationPlanner.plan(accepted, model("node A { z: I32 @rename_from(\"a\") b: I32 @key(b, z) }"));
        assertThat(planned.plan().steps())
                .containsExactly(new MigrationStep.RenameProperty(MigrationStep.TypeKind.NODE, "A", "a", "z"));
        assertThat(planned.next().model().node("A").orElseThrow().keyProperties())
                .containsExactly("z", "b");
        AcceptedSchema restored = AcceptedSchema.fromJson(planned.next().toJson());
        assertThat(restored).isEqualTo(planned.next());
        assertThat(restored.model().node("A").orElseThrow().keyProperties()).containsExactly("z", "b");
    }

    @Test
    void plan_droppedTypes_comeAfterTheirKind() {
        String reduced = """
                interface Named { title: String }
                interface Other { x: I32? }
                node Person { name: String @key age: I32? }
                node Zebra {}
                edge Knows: Person -> Person
                """;
        assertThat(planned(reduced).plan().steps().stream()
                        .map(s -> MigrationJson.toJson(s).path("kind").asText() + " "
                                + MigrationJson.toJson(s).path("name").asText()))
                .containsExactly(
                        "add_type Other",
                        "add_property ",
                        "add_type Zebra",
                        "drop_type Film",
                        "add_type Knows",
                        "drop_type ActedIn",
                        "drop_type SequelOf");
        assertThat(planned(reduced).next().identity().ids()).doesNotContainKey("node:Film");
    }

    @Test
    void plan_droppedProperty_takesItsOwnConstraintsAlong() {
        assertThat(steps(changed("year: I32?", "").replace("@range(year, 1888..)", "")))
                .containsExactly(
                        "{'kind':'drop_property','type_kind':'node','type_name':'Film','property_name':'year','mode':'soft','code':'OG-DS-104'}");
    }

    @Test
    void plan_droppedMemberOfATuple_isUnsupported() {
        MigrationResult.Planned planned = planned(changed("a: I32?", "").replace("@unique(a, b)", ""));
        assertThat(planned.plan().supported()).isFalse();
        assertThat(planned.plan().steps())
                .containsExactly(new MigrationStep.UnsupportedChange(
                        "node:Film.a", "the property cannot be dropped: it is a member of `@unique(a, b)`", ""));
        assertThat(planned.next()).isEqualTo(AcceptedSchema.initial(model(BASE)));
    }

    @Test
    void plan_interfaceChanges_areSupportedOnlyWhereTheyAdd() {
        MigrationResult.Planned added = planned(changed("title: String", "title: String sub: String?"));
        assertThat(added.plan().steps())
                .extracting(step -> MigrationJson.toJson(step).path("type_kind").asText())
                .containsExactly("interface", "node");
        assertThat(planned(changed("interface Named", "interface Labelled")
                                .replace("implements Named", "implements Labelled"))
                        .plan()
                        .supported())
                .isFalse();
        assertThat(planned(changed("implements Named {", "{ title: String"))
                        .plan()
                        .steps())
                .containsExactly(new MigrationStep.UnsupportedChange(
                        "node:Film", "the set of implemented interfaces cannot change", ""));
    }

    @Test
    void plan_readdedAfterADrop_isNew() {
        MigrationResult.Planned dropped = planned(changed("b: I32?", "b: I32? c: I32?"));
        int first = dropped.next().identity().id("node:Film.c");
        MigrationResult.Planned without = (MigrationResult.Planned) MigrationPlanner.plan(dropped.next(), model(BASE));
        MigrationResult.Planned again = (MigrationResult.Planned)
                MigrationPlanner.plan(without.next(), model(changed("b: I32?", "b: I32? c: I32?")));
        assertThat(again.next().identity().id("node:Film.c")).isGreaterThan(first);
    }

    /// Rule §10.4.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "node Person {      | node Person2 @rename_from(\"Persson\") {  | no node type",
                "node Person {      | node Person2 @rename_from(\"ActedIn\") {  | only as edge type",
                "node Person {      | node P1 @rename_from(\"Film\") {} node Person { | claimed",
                "year: I32?         | yr: I32? @rename_from(\"jahr\") year: I32? | no property",
                "year: I32?         | yr: I32? @rename_from(\"year\") year: I32? | claimed",
                "year: I32?         | year: I32? x: I32? @rename_from(\"name\") | no property",
                "a: I32?            | a: I32? c: I32? @rename_from(\"b2\")      | no property",
                "node Person {      | node New { p: I32? @rename_from(\"q\") } node Person { | new type",
            })
    void plan_contradictoryHint_isAnErrorWithoutAPlan(String from, String to, String message) {
        String source = changed(from, to);
        String compilable =
                source.contains("node Person2") ? source.replace("ActedIn: Person ", "ActedIn: Person2 ") : source;
        assertThat(result(BASE, compilable))
                .isInstanceOfSatisfying(
                        MigrationResult.Refused.class,
                        refused -> assertThat(refused.errors())
                                .singleElement()
                                .asString()
                                .contains(message));
    }

    @Test
    void plan_twoHintsOnOneProperty_isAnError() {
        String source = changed("year: I32?", "y1: I32? @rename_from(\"year\") y2: I32? @rename_from(\"year\")")
                .replace("@range(year", "@range(y1");
        assertThat(result(BASE, source)).isInstanceOf(MigrationResult.Refused.class);
    }

    @Test
    void planJson_hasTheShapeOfThePage() {
        assertThat(MigrationJson.toJson(planned(changed("year: I32?", "year: I32? n: I32"))
                                .plan())
                        .toString())
                .startsWith("{\"supported\":false,\"steps\":[{\"kind\":\"unsupported_change\"");
        assertThat(MigrationJson.toJson(
                                new MigrationStep.DropType(MigrationStep.TypeKind.NODE, "Film", true, "OG-DS-102", 7))
                        .toString())
                .isEqualTo("{\"kind\":\"drop_type\",\"type_kind\":\"node\",\"name\":\"Film\",\"mode\":\"hard\","
                        + "\"code\":\"OG-DS-102\",\"rows\":7}");
    }
}
