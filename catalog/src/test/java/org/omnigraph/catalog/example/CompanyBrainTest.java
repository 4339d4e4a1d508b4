package org.omnigraph.catalog.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.policy.PolicyBindingKind;
import org.omnigraph.catalog.policy.PolicyReader;
import org.omnigraph.catalog.query.ParseResult;
import org.omnigraph.catalog.query.QueryChecker;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.schema.Constraint;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.catalog.schema.SchemaResult;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.catalog.value.NodeIds;
import org.omnigraph.catalog.value.ValueReader;
import org.omnigraph.catalog.value.ValueReading;

/// `examples/company-brain` is valid as it stands in the repository: schema, every query, both policies, and each
/// line of the seed against the schema.
class CompanyBrainTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .resolveSibling("examples")
            .resolve("company-brain");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(EXAMPLE.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SchemaModel schema() {
        SchemaResult result = SchemaCompiler.compile(bytes("knowledge.pg"));
        assertThat(result.diagnostics()).isEmpty();
        return result.model().orElseThrow();
    }

    private static List<QueryDecl> queries() {
        List<QueryDecl> declarations = new ArrayList<>();
        try (Stream<Path> files = Files.list(EXAMPLE.resolve("queries"))) {
            for (Path file : files.sorted().toList()) {
                ParseResult parsed = QueryParser.parse(Files.readAllBytes(file));
                assertThat(parsed.diagnostics()).as(file.toString()).isEmpty();
                declarations.addAll(parsed.file().orElseThrow().queries());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return declarations;
    }

    @Test
    void schema_compiles_andIsLargeEnough() {
        SchemaModel schema = schema();
        assertThat(schema.nodes()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(schema.edges()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(schema.interfaces()).isNotEmpty();
        assertThat(schema.edges().values()).anyMatch(EdgeType::isSelfEdge);
        assertThat(schema.edges().values()).anyMatch(edge -> !edge.cardinality().equals(EdgeType.Cardinality.ANY));
    }

    @Test
    void queries_allTypeCheck_andHaveUniqueNames() {
        QueryChecker checker = new QueryChecker(schema());
        List<QueryDecl> queries = queries();
        assertThat(queries).hasSizeGreaterThanOrEqualTo(25);
        Set<String> names = new HashSet<>();
        for (QueryDecl query : queries) {
            assertThat(names.add(query.name().text())).as(query.name().text()).isTrue();
            assertThat(checker.check(query).diagnostics())
                    .as(query.name().text())
                    .isEmpty();
        }
    }

    @Test
    void readme_namesEveryQuery() {
        String readme = new String(bytes("README.md"), StandardCharsets.UTF_8);
        assertThat(queries())
                .allSatisfy(
                        query -> assertThat(readme).contains("`" + query.name().text() + "`"));
    }

    @Test
    void policies_areValid() {
        assertThat(PolicyReader.read(bytes("base.policy.yaml"), PolicyBindingKind.GRAPH)
                        .diagnostics())
                .isEmpty();
        assertThat(PolicyReader.read(bytes("server.policy.yaml"), PolicyBindingKind.CLUSTER)
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void seed_everyLineFitsTheSchema() throws IOException {
        SchemaModel schema = schema();
        Map<String, Set<String>> nodeIds = new HashMap<>();
        Map<String, Set<String>> tuples = new HashMap<>();
        Map<String, Map<String, Long>> degrees = new HashMap<>();
        Set<String> edgeTypes = new TreeSet<>();
        List<JsonNode> edges = new ArrayList<>();
        List<String> lines = Files.readAllLines(EXAMPLE.resolve("seed.jsonl"));
        assertThat(lines).hasSizeGreaterThanOrEqualTo(400);
        for (String line : lines) {
            JsonNode json = JSON.readTree(line);
            if (json.has("edge")) {
                edges.add(json);
                continue;
            }
            NodeType type = schema.node(json.path("type").asText()).orElseThrow();
            Map<String, Object> values = values(type, json.path("data"), line);
            checkConstraints(type, values, tuples, line);
            List<ValueType> keyTypes = type.keyProperties().stream()
                    .map(name -> type.property(name).orElseThrow().type())
                    .toList();
            String id = NodeIds.ofKey(
                    keyTypes, type.keyProperties().stream().map(values::get).toList());
            assertThat(nodeIds.computeIfAbsent(type.name(), _ -> new HashSet<>())
                            .add(id))
                    .as(line)
                    .isTrue();
        }
        for (JsonNode json : edges) {
            EdgeType type = schema.edge(json.path("edge").asText()).orElseThrow();
            edgeTypes.add(type.name());
            String from = json.path("from").asText();
            assertThat(nodeIds.get(type.from())).contains(from);
            assertThat(nodeIds.get(type.to())).contains(json.path("to").asText());
            Map<String, Object> values = values(type, json.path("data"), json.toString());
            values.put("src", from);
            values.put("dst", json.path("to").asText());
            checkConstraints(type, values, tuples, json.toString());
            degrees.computeIfAbsent(type.name(), _ -> new HashMap<>()).merge(from, 1L, Long::sum);
        }
        assertThat(nodeIds.keySet()).isEqualTo(schema.nodes().keySet());
        assertThat(edgeTypes).isEqualTo(schema.edges().keySet());
        for (EdgeType type : schema.edges().values()) {
            assertThat(degrees.getOrDefault(type.name(), Map.of()).values())
                    .allMatch(degree -> degree >= type.cardinality().min()
                            && degree <= type.cardinality().max());
        }
    }

    private static Map<String, Object> values(EntityType type, JsonNode data, String line) {
        Map<String, Object> values = new HashMap<>();
        data.fieldNames()
                .forEachRemaining(name ->
                        assertThat(type.property(name)).as(name + " in " + line).isPresent());
        for (Property property : type.properties()) {
            switch (ValueReader.read(property.type(), data.path(property.name()))) {
                case ValueReading.Value(Object value) -> values.put(property.name(), value);
                case ValueReading.Null _ ->
                    assertThat(property.nullable()).as(property + line).isTrue();
                case ValueReading.Refused refused -> throw new AssertionError(refused + " " + line);
            }
        }
        return values;
    }

    private static void checkConstraints(
            EntityType type, Map<String, Object> values, Map<String, Set<String>> tuples, String line) {
        for (Constraint constraint : type.constraints()) {
            switch (constraint) {
                case Constraint.Unique(List<String> names) -> {
                    String place = type.tableName() + names;
                    String tuple = names.stream().map(values::get).toList().toString();
                    assertThat(tuples.computeIfAbsent(place, _ -> new HashSet<>())
                                    .add(tuple))
                            .as(line)
                            .isTrue();
                }
                case Constraint.Check(String name, String pattern) ->
                    assertThat(com.google.re2j.Pattern.compile(pattern)
                                    .matcher((String) values.get(name))
                                    .find())
                            .as(line)
                            .isTrue();
                case Constraint.Range(String name, Constraint.Bound min, Constraint.Bound max) -> {
                    if (values.get(name) instanceof Number number) {
                        assertThat(number.doubleValue()).as(line).isBetween(bound(min, -1e300), bound(max, 1e300));
                    }
                }
                case Constraint.Key _, Constraint.Index _ -> {}
            }
        }
    }

    private static double bound(Constraint.Bound bound, double open) {
        return switch (bound) {
            case Constraint.Bound.Open _ -> open;
            case Constraint.Bound.Whole whole -> whole.value().doubleValue();
            case Constraint.Bound.Decimal decimal -> decimal.value().doubleValue();
        };
    }
}
