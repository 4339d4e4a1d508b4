package org.omnigraph.catalog.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Makes random valid schemas and random changes to them that a migration supports.
final class SchemaMaker {
    private static final List<String> TYPES =
            List.of("String", "I32", "F64", "Bool", "Date", "enum(x, y)", "Vector(3)", "[String]", "Blob", "U64");

    /// A property: its spelling behind the colon, and the name it had before.
    private static final class Prop {
        private String type = "";
        private String hint = "";
        private String note = "";
        private boolean index;
    }

    private static final class Type {
        private final TreeMap<String, Prop> props = new TreeMap<>();
        private String hint = "";
        private String note = "";
        private String key = "";
    }

    private final Random random;
    private final TreeMap<String, Type> nodes = new TreeMap<>();
    private final TreeMap<String, String[]> edges = new TreeMap<>();
    private int fresh;

    SchemaMaker(long seed) {
        this.random = new Random(seed);
        int nodeCount = random.nextInt(4);
        for (int i = 0; i < nodeCount; i++) {
            addNode();
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            addEdge();
        }
    }

    private void addNode() {
        Type type = new Type();
        if (random.nextBoolean()) {
            Prop key = new Prop();
            key.type = "String";
            type.key = "k";
            type.props.put("k", key);
        }
        for (int i = 0; i < random.nextInt(5); i++) {
            addProp(type, random.nextBoolean());
        }
        nodes.put("N" + fresh++, type);
    }

    private void addProp(Type type, boolean nullable) {
        Prop prop = new Prop();
        prop.type = TYPES.get(random.nextInt(TYPES.size())) + (nullable ? "?" : "");
        type.props.put("p" + fresh++, prop);
    }

    private void addEdge() {
        if (!nodes.isEmpty()) {
            edges.put("E" + fresh++, new String[] {pick(nodes), pick(nodes)});
        }
    }

    private <T> String pick(Map<String, T> map) {
        return new ArrayList<>(map.keySet()).get(random.nextInt(map.size()));
    }

    /// Some supported changes; hints of earlier changes are gone.
    void change() {
        nodes.values().forEach(type -> {
            type.hint = "";
            type.props.values().forEach(prop -> prop.hint = "");
        });
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            changeOnce();
        }
    }

    private void changeOnce() {
        if (nodes.isEmpty()) {
            addNode();
            return;
        }
        String name = pick(nodes);
        Type type = nodes.getOrDefault(name, new Type());
        switch (random.nextInt(9)) {
            case 0 -> addNode();
            case 1 -> addEdge();
            case 2 -> {
                nodes.remove(name);
                edges.values().removeIf(ends -> ends[0].equals(name) || ends[1].equals(name));
            }
            case 3 -> addProp(type, true);
            case 4 -> renameNode(name, type);
            case 5 -> type.note = "note " + fresh++;
            default -> changeProp(type);
        }
    }

    private void renameNode(String name, Type type) {
        String renamed = "N" + fresh++;
        nodes.remove(name);
        nodes.put(renamed, type);
        type.hint = type.hint.isEmpty() ? name : type.hint;
        for (String[] ends : edges.values()) {
            for (int i = 0; i < 2; i++) {
                ends[i] = ends[i].equals(name) ? renamed : ends[i];
            }
        }
    }

    private void changeProp(Type type) {
        if (type.props.isEmpty()) {
            return;
        }
        String name = pick(type.props);
        Prop prop = type.props.getOrDefault(name, new Prop());
        switch (random.nextInt(5)) {
            case 0 -> {
                String renamed = "p" + fresh++;
                type.props.remove(name);
                type.props.put(renamed, prop);
                prop.hint = prop.hint.isEmpty() ? name : prop.hint;
                type.key = type.key.equals(name) ? renamed : type.key;
            }
            case 1 -> {
                if (!type.key.equals(name)) {
                    type.props.remove(name);
                }
            }
            case 2 -> prop.type = prop.type.replace("enum(x, y)", "enum(a, x, y)");
            case 3 -> prop.index = !prop.type.startsWith("[") && !prop.type.startsWith("Blob");
            default -> prop.note = "about " + fresh++;
        }
    }

    /// The schema as a `.pg` file, hints of the last change only where they refer to something.
    ///
    /// @param before the model that the hints refer to
    String source(SchemaModel before) {
        StringBuilder out = new StringBuilder();
        nodes.forEach((name, type) -> {
            var old = before.node(type.hint.isEmpty() ? name : type.hint);
            out.append("node ").append(name);
            out.append(type.note.isEmpty() ? "" : " @description(\"" + type.note + "\")");
            boolean renamed = !type.hint.isEmpty() && old.isPresent();
            out.append(renamed ? " @rename_from(\"" + type.hint + "\")" : "").append(" {\n");
            type.props.forEach((propName, prop) -> {
                boolean continues = !prop.hint.isEmpty()
                        && old.isPresent()
                        && old.get().property(prop.hint).isPresent();
                out.append("  ").append(propName).append(": ").append(prop.type);
                out.append(prop.note.isEmpty() ? "" : " @description(\"" + prop.note + "\")");
                out.append(continues ? " @rename_from(" + prop.hint + ")" : "");
                out.append(prop.index ? " @index" : "").append('\n');
            });
            out.append(type.key.isEmpty() ? "" : "  @key(" + type.key + ")\n").append("}\n");
        });
        edges.forEach((name, ends) ->
                out.append("edge " + name + ": " + ends[0] + " -> " + ends[1] + " { w: I32? @unique(src, dst) }\n"));
        return out.toString();
    }
}
