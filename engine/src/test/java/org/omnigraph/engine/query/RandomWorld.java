package org.omnigraph.engine.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Small random graphs, and random queries over them. Values come from small sets, so that comparisons are often
/// equal; names are chosen so that UTF-16 and code point order differ.
final class RandomWorld {
    static final String SCHEMA = """
            node Person {
                name: String @key
                age: I32?
                big: I64?
                score: F64?
                weight: F32?
                nick: String?
                mood: enum(glad, sad)?
                tags: [String]?
                marks: [I32]?
                born: Date?
                seen: DateTime?
                active: Bool?
            }
            node City { code: I32 @key  title: String? }
            node Note { body: String?  rank: U32? }
            edge Knows: Person -> Person { since: I32?  strength: F64? }
            edge LivesIn: Person -> City { since: I32? }
            edge About: Note -> Person
            """;

    private static final String[] NAMES = {"ann", "bob", "\uFF5Ez", "\uD83D\uDE00z", "Ann", ""};
    private static final String[] PERSON_NUMBERS = {"age", "big", "score", "weight"};
    private static final String[] OPERATORS = {"=", "!=", "<", "<=", ">", ">="};

    private final Random random;
    private final List<String> clauses = new ArrayList<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> edges = new HashMap<>();
    private int names;

    RandomWorld(long seed) {
        this.random = new Random(seed);
    }

    MemoryGraph graph() {
        MemoryGraph graph = new MemoryGraph(SCHEMA);
        List<String> people = new ArrayList<>();
        List<String> cities = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            Map<String, Object> values = new HashMap<>();
            values.put("name", NAMES[i]);
            maybe(values, "age", random.nextInt(4));
            maybe(
                    values,
                    "big",
                    random.nextInt(3) == 0 ? Long.MAX_VALUE - random.nextInt(2) : (long) random.nextInt(3));
            maybe(values, "score", random.nextInt(8) / 4.0);
            maybe(values, "weight", random.nextBoolean() ? 0.1f : 1.5f);
            maybe(values, "nick", NAMES[random.nextInt(NAMES.length)]);
            maybe(values, "mood", random.nextBoolean() ? "glad" : "sad");
            maybe(values, "tags", random.nextBoolean() ? List.of("ann", "x") : List.of());
            maybe(values, "marks", List.of(random.nextInt(3), 2));
            maybe(values, "born", random.nextInt(3));
            maybe(values, "seen", (long) random.nextInt(3));
            maybe(values, "active", random.nextBoolean());
            people.add(graph.node("Person", values));
        }
        for (int i = 0; i < random.nextInt(4); i++) {
            cities.add(graph.node("City", Queries.values("code", i * 7 - 7, "title", NAMES[random.nextInt(3)])));
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            Map<String, Object> values = new HashMap<>();
            maybe(values, "body", NAMES[random.nextInt(3)]);
            maybe(values, "rank", (long) random.nextInt(3));
            notes.add(graph.node("Note", values));
        }
        link(graph, "Knows", people, people, random.nextInt(9));
        link(graph, "LivesIn", people, cities, random.nextInt(5));
        link(graph, "About", notes, people, random.nextInt(4));
        return graph;
    }

    private void link(MemoryGraph graph, String type, List<String> from, List<String> to, int count) {
        for (int i = 0; i < count && !from.isEmpty() && !to.isEmpty(); i++) {
            Map<String, Object> values = new HashMap<>();
            if (!type.equals("About")) {
                maybe(values, "since", random.nextInt(3));
            }
            if (type.equals("Knows")) {
                maybe(values, "strength", random.nextInt(4) / 4.0);
            }
            graph.edge(type, from.get(random.nextInt(from.size())), to.get(random.nextInt(to.size())), values);
        }
    }

    private void maybe(Map<String, Object> values, String name, Object value) {
        if (random.nextInt(4) > 0) {
            values.put(name, value);
        }
    }

    /// A read query that the type checker should accept.
    String query() {
        clauses.clear();
        types.clear();
        edges.clear();
        names = 0;
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            clause(3);
        }
        Map<String, String> visible = new HashMap<>(types);
        Map<String, String> visibleEdges = new HashMap<>(edges);
        if (visible.isEmpty()) {
            clauses.add(0, bind("Person"));
            visible.putAll(types);
        }
        if (random.nextInt(3) == 0) {
            negation(2);
        }
        types.clear();
        types.putAll(visible);
        edges.clear();
        edges.putAll(visibleEdges);
        return "query q($age: I32, $text: String?, $when: DateTime?) { match { " + String.join("\n ", clauses) + " } "
                + results() + " }";
    }

    private void clause(int variablesMax) {
        int kind = random.nextInt(10);
        if (kind < 3 || types.isEmpty()) {
            if (types.size() < variablesMax) {
                clauses.add(bind(pick("Person", "Person", "City", "Note")));
            }
        } else if (kind < 7) {
            clauses.add(traversal(variablesMax));
        } else {
            clauses.add(filter());
        }
    }

    private void negation(int variablesMax) {
        List<String> outer = new ArrayList<>(clauses);
        Map<String, String> outerTypes = new HashMap<>(types);
        Map<String, String> outerEdges = new HashMap<>(edges);
        clauses.clear();
        String anchor = anyOf("Person");
        int inner = 1 + random.nextInt(2);
        clauses.add(
                random.nextBoolean() && !anchor.isEmpty()
                        ? anchor + " " + (random.nextBoolean() ? "knows" : "<knows>") + bounds() + " "
                                + target("Person")
                        : filter());
        for (int i = 1; i < inner; i++) {
            clause(outerTypes.size() + variablesMax - 1);
        }
        if (random.nextInt(4) == 0) {
            negation(1);
        }
        String block = "not { " + String.join(" ", clauses) + " }";
        clauses.clear();
        clauses.addAll(outer);
        clauses.add(block);
        types.clear();
        types.putAll(outerTypes);
        edges.clear();
        edges.putAll(outerEdges);
    }

    private String bind(String type) {
        String variable = random.nextInt(6) == 0 && !anyOf(type).isEmpty() ? anyOf(type) : fresh(type);
        return variable + ": " + type
                + switch (type + random.nextInt(5)) {
                    case "Person0" -> " { name: \"" + NAMES[random.nextInt(3)] + "\" }";
                    case "Person1" -> " { age: $age }";
                    case "Person2" -> " { tags: \"ann\", active: true }";
                    case "City0" -> " { code: " + (random.nextInt(3) * 7 - 7) + " }";
                    case "City1" -> " { title: $text }";
                    default -> "";
                };
    }

    private String traversal(int variablesMax) {
        boolean room = types.size() < variablesMax;
        return switch (random.nextInt(5)) {
            case 0 -> {
                String left = endpoint("Person", room);
                yield left + " livesIn " + endpoint("City", types.size() < variablesMax);
            }
            case 1 -> {
                String left = endpoint("Person", room);
                yield left + " about " + endpoint("Note", types.size() < variablesMax);
            }
            case 2 -> {
                String left = endpoint("Person", room);
                String right = endpoint("Person", types.size() < variablesMax);
                String edge = "$e" + names++;
                edges.put(edge, "Knows");
                yield left + " " + edge + ":" + (random.nextBoolean() ? "knows" : "<knows>") + " " + right;
            }
            default -> {
                String left = endpoint("Person", room);
                String right = endpoint("Person", types.size() < variablesMax);
                yield left + " " + (random.nextInt(3) == 0 ? "<kNows>" : "kNOWS") + bounds() + " " + right;
            }
        };
    }

    private String bounds() {
        if (random.nextBoolean()) {
            return "";
        }
        int min = 1 + random.nextInt(3);
        return "{" + min + "," + (min + random.nextInt(3)) + "}";
    }

    private String filter() {
        String person = anyOf("Person");
        if (person.isEmpty() || random.nextInt(6) == 0) {
            if (!edges.isEmpty()) {
                return edges.keySet().iterator().next() + "." + pick("since", "strength") + " " + operator() + " "
                        + pick("1", "0.5", "$age");
            }
            String city = anyOf("City");
            return city.isEmpty() ? bind("Person") : city + ".title " + operator() + " " + pick("\"bob\"", "$text");
        }
        String other = anyOf("Person");
        return switch (random.nextInt(9)) {
            case 0, 1 ->
                person + "." + pick(PERSON_NUMBERS) + " " + operator() + " "
                        + pick("1", "2", "0.1", "1.5", "$age", "9223372036854775807", "2.7");
            case 2 -> person + "." + pick(PERSON_NUMBERS) + " " + operator() + " " + other + "." + pick(PERSON_NUMBERS);
            case 3 -> person + "." + pick("name", "nick") + " " + operator() + " " + other + ".nick";
            case 4 -> person + ".nick " + operator() + " " + pick("\"ann\"", "\"\uFF5Ez\"", "$text", person + ".mood");
            case 5 -> person + "." + pick("tags contains \"ann\"", "tags contains $text", "marks contains 2.0");
            case 6 -> person + "." + pick("nick contains \"n\"", "nick starts_with \"a\"", "name starts_with $text");
            case 7 -> person + "." + pick("active = true", "active < true", "born >= date(\"1970-01-02\")");
            default ->
                person + ".seen " + operator() + " " + pick("now()", "$when", "datetime(\"1970-01-01T00:00:00.001Z\")");
        };
    }

    private String results() {
        List<String> variables = new ArrayList<>(types.keySet());
        List<String> items = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        boolean aggregated = random.nextInt(3) == 0;
        int columns = 1 + random.nextInt(3);
        for (int i = 0; i < columns; i++) {
            String variable = variables.get(random.nextInt(variables.size()));
            String property = variable + "." + property(variable);
            if (aggregated && i > 0) {
                String number = "Person".equals(types.get(variable)) ? variable + "." + pick(PERSON_NUMBERS) : variable;
                String function = number.equals(variable) ? "count" : pick("count", "sum", "avg", "min", "max");
                items.add(function + "(" + number + ") as c" + i);
            } else {
                String expr = random.nextInt(4) == 0 ? variable : property;
                items.add(expr + " as c" + i);
                if (expr.equals(property) && !property.endsWith(".tags") && !property.endsWith(".marks")) {
                    keys.add("c" + i);
                }
            }
            if (items.getLast().contains("(")) {
                keys.add("c" + i);
            }
        }
        if (!edges.isEmpty() && !aggregated) {
            items.add(edges.keySet().iterator().next() + ".since as since");
            keys.add("since");
        }
        String order = keys.isEmpty() || random.nextBoolean()
                ? ""
                : " order { " + pick(keys.toArray(String[]::new)) + pick("", " asc", " desc") + " }";
        String limit = random.nextBoolean() ? "" : " limit " + random.nextInt(6);
        return "return { " + String.join(", ", items) + " }" + order + limit;
    }

    private String property(String variable) {
        return switch (types.getOrDefault(variable, "")) {
            case "Person" ->
                pick(
                        "name", "age", "big", "score", "weight", "nick", "mood", "tags", "marks", "born", "seen",
                        "active");
            case "City" -> pick("code", "title");
            default -> pick("body", "rank");
        };
    }

    private String endpoint(String type, boolean mayBeNew) {
        String known = anyOf(type);
        if (known.isEmpty() || (mayBeNew && random.nextBoolean())) {
            return mayBeNew ? (random.nextInt(4) == 0 ? "$_" : fresh(type)) : known.isEmpty() ? "$_" : known;
        }
        return known;
    }

    private String target(String type) {
        return random.nextBoolean() ? "$_" : endpoint(type, random.nextBoolean());
    }

    private String fresh(String type) {
        // Later names sort first, so that name order is not order of appearance.
        String variable = "$" + (char) ('z' - names++);
        types.put(variable, type);
        return variable;
    }

    private String anyOf(String type) {
        List<String> known = types.entrySet().stream()
                .filter(entry -> entry.getValue().equals(type))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return known.isEmpty() ? "" : known.get(random.nextInt(known.size()));
    }

    private String operator() {
        return pick(OPERATORS);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
