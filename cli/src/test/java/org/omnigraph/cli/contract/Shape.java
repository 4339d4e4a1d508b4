package org.omnigraph.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.omnigraph.catalog.address.ResourceAddress;

/// One JSON Schema under construction. Objects stay open in what is published, so that a document of a newer program
/// is still one of these; [SchemaFiles] closes them for the tests.
sealed interface Shape {
    JsonNodeFactory JSON = JsonNodeFactory.instance;
    String DIGEST = "^[0-9a-f]{64}$";
    String ULID = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$";
    String TIME = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$";

    ObjectNode schema();

    /// A schema without parts of its own.
    record Leaf(ObjectNode schema) implements Shape {}

    /// An object with known members.
    record Members(Map<String, Shape> members, Set<String> optional) implements Shape {
        public Members {
            members = new LinkedHashMap<>(members);
            optional = new LinkedHashSet<>(optional);
        }

        /// One more member, always there.
        Members with(String name, Shape shape) {
            Map<String, Shape> more = new LinkedHashMap<>(members);
            more.put(name, shape);
            return new Members(more, optional);
        }

        /// One more member, left out when there is nothing to say.
        Members maybe(String name, Shape shape) {
            return with(name, shape).optional(name);
        }

        /// Members that are left out when there is nothing to say.
        Members optional(String... names) {
            Set<String> more = new LinkedHashSet<>(optional);
            for (String name : names) {
                require(members.containsKey(name), name);
                more.add(name);
            }
            return new Members(members, more);
        }

        /// The same without a component that is not printed.
        Members without(String... names) {
            Map<String, Shape> fewer = new LinkedHashMap<>(members);
            for (String name : names) {
                require(fewer.remove(name) != null, name);
            }
            return new Members(fewer, optional);
        }

        /// A member whose shape the record's type does not tell.
        Members where(String name, Shape shape) {
            require(members.containsKey(name), name);
            return with(name, shape);
        }

        @Override
        public ObjectNode schema() {
            ObjectNode node = JSON.objectNode().put("type", "object");
            ObjectNode properties = node.putObject("properties");
            members.forEach((name, shape) -> properties.set(name, shape.schema()));
            var required = node.putArray("required");
            members.keySet().stream().filter(name -> !optional.contains(name)).forEach(required::add);
            return node;
        }

        private static void require(boolean known, String name) {
            if (!known) {
                throw new IllegalArgumentException("the record has no component `" + name + "`");
            }
        }
    }

    static Leaf any() {
        return new Leaf(JSON.objectNode());
    }

    static Leaf string() {
        return type("string");
    }

    static Leaf bool() {
        return type("boolean");
    }

    static Leaf integer() {
        return new Leaf(type("integer").schema().put("minimum", 0));
    }

    static Leaf type(String name) {
        return new Leaf(JSON.objectNode().put("type", name));
    }

    static Leaf pattern(String regex) {
        return new Leaf(string().schema().put("pattern", regex));
    }

    static Leaf constant(String value) {
        return new Leaf(JSON.objectNode().put("const", value));
    }

    static Leaf constant(boolean value) {
        return new Leaf(JSON.objectNode().put("const", value));
    }

    static Leaf oneOf(List<String> values) {
        ObjectNode node = JSON.objectNode();
        values.forEach(node.putArray("enum")::add);
        return new Leaf(node);
    }

    /// The wire names of an enum's constants.
    static <E extends Enum<E>> Leaf oneOf(Class<E> type, Function<E, String> wireName) {
        return oneOf(Arrays.stream(type.getEnumConstants()).map(wireName).toList());
    }

    /// A value that is always there, but may be null.
    static Leaf nullable(Shape shape) {
        ObjectNode node = JSON.objectNode();
        node.putArray("anyOf").add(shape.schema()).add(type("null").schema());
        return new Leaf(node);
    }

    static Leaf anyOf(List<? extends Shape> shapes) {
        ObjectNode node = JSON.objectNode();
        shapes.forEach(shape -> node.withArray("anyOf").add(shape.schema()));
        return new Leaf(node);
    }

    static Leaf array(Shape items) {
        ObjectNode node = type("array").schema();
        node.set("items", items.schema());
        return new Leaf(node);
    }

    /// An object whose members' names are data.
    static Leaf map(Shape values) {
        ObjectNode node = type("object").schema();
        node.set("additionalProperties", values.schema());
        return new Leaf(node);
    }

    /// A part that several documents share, defined once in each file.
    static Leaf ref(String name) {
        return new Leaf(JSON.objectNode().put("$ref", "#/$defs/" + name));
    }

    static Members object() {
        return new Members(Map.of(), Set.of());
    }

    /// The members that a record's components are printed as: snake_case names, types as they are.
    ///
    /// @param parts the shapes of record types among the components, by type
    static Members ofRecord(Class<? extends Record> type, Map<Class<?>, Shape> parts) {
        Members members = object();
        for (RecordComponent component : type.getRecordComponents()) {
            members = members.with(wireName(component.getName()), of(component.getGenericType(), parts));
        }
        return members;
    }

    private static Shape of(Type type, Map<Class<?>, Shape> parts) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return generic.getRawType() == SortedMap.class ? map(of(last, parts)) : array(of(last, parts));
        }
        Shape part = type instanceof Class<?> known ? parts.get(known) : null;
        if (part != null) {
            return part;
        }
        if (type == String.class || type == ResourceAddress.class) {
            return string();
        }
        if (type == boolean.class) {
            return bool();
        }
        if (type == long.class || type == int.class) {
            return integer();
        }
        if (type == JsonNode.class) {
            return type("object");
        }
        throw new IllegalArgumentException("no shape is known for " + type);
    }

    private static String wireName(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
