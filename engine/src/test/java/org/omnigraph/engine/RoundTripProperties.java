package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.testing.MemoryObjectStore;

/// Loading an export reproduces the graph, whatever is in it, in every mode.
class RoundTripProperties {
    private static final String SCHEMA = """
            node Thing {
                a: I32  b: String
                @key(a, b)
                bool: Bool?  i64: I64?  u32: U32?  u64: U64?  f32: F32?  f64: F64?  date: Date?  at: DateTime?
                blob: Blob?  vec: Vector(3)?  tags: [String]?  nums: [F64]?  days: [Date]?  mood: enum(x, y)?
            }
            node Free { note: String? }
            edge Link: Thing -> Free { weight: F32? }
            """;

    @Property(tries = 12)
    void load_ofAnExport_reproducesTheGraph(@ForAll long seed) {
        Random random = new Random(seed);
        Graph graph = new Fixture(new MemoryObjectStore()).init(SCHEMA);
        Fixture.load(graph, LoadMode.APPEND, randomLines(random).toArray(String[]::new));
        List<String> exported = Fixture.lines(graph);

        Graph copy = new Fixture(new MemoryObjectStore()).init(SCHEMA);
        Fixture.load(copy, LoadMode.APPEND, exported.toArray(String[]::new));
        assertThat(Fixture.lines(copy)).isEqualTo(exported);
        Fixture.load(copy, LoadMode.MERGE, exported.toArray(String[]::new));
        assertThat(Fixture.lines(copy)).isEqualTo(exported);
        Fixture.load(copy, LoadMode.OVERWRITE, exported.toArray(String[]::new));
        assertThat(Fixture.lines(copy)).isEqualTo(exported);
    }

    private static List<String> randomLines(Random random) {
        List<String> lines = new ArrayList<>();
        int things = 1 + random.nextInt(20);
        for (int i = 0; i < things; i++) {
            lines.add(thing(random, i));
            lines.add("{\"type\":\"Free\",\"data\":{\"id\":\"f" + i + "\""
                    + (random.nextBoolean() ? ",\"note\":\"\"" : "") + "}}");
            ObjectNode link = Json.object();
            link.put("edge", "Link");
            link.put("from", id(i));
            link.put("to", "f" + random.nextInt(i + 1));
            if (random.nextBoolean()) {
                link.putObject("data").put("weight", random.nextFloat());
            }
            lines.add(link.toString());
        }
        return lines;
    }

    private static String text(int i) {
        return "b \"" + i + "\" \\ \u00e9 \ud83d\ude00";
    }

    private static String id(int i) {
        return "[\"" + i + "\",\"" + text(i).replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }

    private static String thing(Random random, int i) {
        ObjectNode line = Json.object();
        line.put("type", "Thing");
        ObjectNode data = line.putObject("data");
        data.put("a", i);
        data.put("b", text(i));
        maybe(random, () -> data.put("bool", random.nextBoolean()));
        maybe(random, () -> data.put("i64", random.nextLong()));
        maybe(random, () -> data.put("u32", random.nextLong(1L << 32)));
        maybe(random, () -> data.put("u64", random.nextLong(Long.MAX_VALUE)));
        maybe(random, () -> data.put("f32", random.nextFloat() * 1e20f));
        maybe(random, () -> data.put("f64", random.nextGaussian() * 1e200));
        maybe(random, () -> data.put("date", random.nextInt(40_000) - 20_000));
        maybe(random, () -> data.put("at", random.nextLong(8_000_000_000_000L) - 4_000_000_000_000L));
        maybe(random, () -> data.put("blob", "base64:AAEC"));
        maybe(
                random,
                () -> data.putArray("vec").add(random.nextFloat()).add(-0.0f).add(1));
        maybe(random, () -> data.putArray("tags").add("").add("\n\u0000x"));
        maybe(random, () -> data.putArray("nums"));
        maybe(random, () -> data.putArray("days").add("1969-12-31"));
        maybe(random, () -> data.put("mood", random.nextBoolean() ? "x" : "y"));
        return line.toString();
    }

    private static void maybe(Random random, Runnable put) {
        if (random.nextInt(3) > 0) {
            put.run();
        }
    }
}
