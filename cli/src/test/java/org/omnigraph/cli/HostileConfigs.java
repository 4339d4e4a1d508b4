package org.omnigraph.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Config folders that somebody broke, by accident or on purpose, each with the code that it must be refused with.
final class HostileConfigs {
    /// Stands where a secret would: in files outside the folder and in the config's own text. It must never be shown.
    static final String SECRET = "hunter2-wJalrXUtnFEMI";

    static final String GRAPH = "version: 1\ngraphs:\n  g: { schema: brain.pg }\n";
    private static final String BOUND = GRAPH + "policies:\n  p: { file: base.yaml, applies_to: [g] }\n";

    private final List<Hostile> all = new ArrayList<>();

    private HostileConfigs() {}

    /// Changes a healthy folder.
    @FunctionalInterface
    interface Breaking {
        /// Changes the folder in place.
        ///
        /// @param folder the config folder
        /// @param outside a folder beside it, with files that hold the secret
        void breakIt(Path folder, Path outside) throws IOException;
    }

    /// One broken folder.
    record Hostile(String name, String code, Breaking breaking) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Hostile> all() {
        HostileConfigs configs = new HostileConfigs();
        configs.yamlItself();
        configs.bytes();
        configs.wrongTypes();
        configs.fields();
        configs.names();
        configs.storageRoots();
        configs.references();
        configs.paths();
        configs.filesThatAreNone();
        configs.contents();
        return List.copyOf(configs.all);
    }

    private void yaml(String name, String code, String text) {
        all.add(new Hostile(name, code, (folder, outside) -> write(folder, "cluster.yaml", text)));
    }

    private void broken(String name, String text) {
        yaml("yaml: " + name, "invalid_cluster_yaml", text);
    }

    private void yamlItself() {
        broken("nothing", "");
        broken("white space", " \n\n  \n");
        broken("only a comment", "# version: 1\n");
        broken("only a document mark", "---\n");
        broken("a list", "- version: 1\n");
        broken("a word", "version\n");
        broken("a number", "1\n");
        broken("anchor on a scalar", "version: &v 1\n");
        broken("anchor on a mapping", GRAPH + "metadata: &m { name: x }\n");
        broken("alias", "version: 1\nmetadata: { name: &n x }\nstorage: *n\n");
        broken("alias of nothing", "version: 1\nmetadata: *gone\n");
        broken("alias of itself", "version: 1\ngraphs: &g { a: *g }\n");
        broken("merge key", "version: 1\nmetadata:\n  <<: { name: x }\n");
        broken("merge key with an alias", "version: 1\nx: &x { name: y }\nmetadata:\n  <<: *x\n");
        StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(8) + "*a" + (i - 1) + "]\n");
        }
        broken("a billion laughs", laughs.toString());
        broken("a hundred thousand anchors", "x:\n" + "  - &a 1\n".repeat(100_000));
        broken("deep lists", "[".repeat(5_000));
        broken("deep mappings", "{a: ".repeat(5_000));
        broken("deep block mappings", deepBlock(2_000));
        broken("deep and closed lists", "version: " + "[".repeat(400) + "]".repeat(400) + "\n");
        broken("a million colons", "a: ".repeat(300_000));
        broken("a million question marks", "? ".repeat(400_000));
        broken("a million dashes", "- ".repeat(400_000));
        broken("an endless quote", "version: \"" + "x".repeat(900_000));
        broken("quotes by the thousand", "version: " + "'".repeat(900_001) + "\n");
        broken("python object", "version: 1\nmetadata: !!python/object/apply:os.system [ls]\n");
        broken("java object", "version: 1\nmetadata: !!javax.script.ScriptEngineManager [x]\n");
        broken("local tag", "version: 1\nmetadata: !env HOME\n");
        broken("tag directive", "%TAG !e! tag:example.com,2000:\n---\nversion: 1\n");
        broken("binary tag", "version: 1\nmetadata: { name: !!binary aGk= }\n");
        broken("set tag", "version: 1\ngraphs: !!set { a, b }\n");
        broken("version directive of the future", "%YAML 9.9\n---\nversion: 1\n");
        broken("two documents", GRAPH + "---\nversion: 1\n");
        broken("an ended and a second document", GRAPH + "...\nversion: 1\n");
        broken("open brace", "version: 1\ngraphs: { g: { schema: brain.pg }\n");
        broken("open bracket", "version: [1\n");
        broken("tabs", "version: 1\ngraphs:\n\tg: { schema: brain.pg }\n");
        broken("wrong indentation", "version: 1\n  graphs: {}\n");
        broken("a list as a key", "? [a, b]\n: c\nversion: 1\n");
        broken("a mapping as a key", "? { a: b }\n: c\nversion: 1\n");
        broken("null as a key", "version: 1\n~: x\n");
        broken("an empty key", "version: 1\n: x\n");
        broken("reserved characters", "version: 1\nmetadata: { name: @x }\n");
        broken("a bad escape", "version: 1\nmetadata: { name: \"\\q\" }\n");
        broken("a block scalar that never ends right", "version: 1\nmetadata: |9\n x\n");
        yaml("yaml: duplicate key", "duplicate_yaml_key", "version: 1\nversion: 1\n");
        yaml("yaml: duplicate key in quotes", "duplicate_yaml_key", "version: 1\n\"version\": 1\n");
        yaml("yaml: duplicate key by an escape", "duplicate_yaml_key", "version: 1\n\"\\x76ersion\": 1\n");
        yaml("yaml: duplicate graph", "duplicate_yaml_key", GRAPH + "  g: { schema: brain.pg }\n");
        yaml("yaml: duplicate field of a graph", "duplicate_yaml_key", GRAPH.replace("schema:", "schema: x, schema:"));
        yaml("yaml: duplicate section", "duplicate_yaml_key", GRAPH + "graphs: {}\n");
        yaml("yaml: duplicate policy", "duplicate_yaml_key", BOUND + "  p: { file: base.yaml, applies_to: [g] }\n");
        yaml("yaml: larger than allowed", "config_file_too_large", "version: 1 #" + "x".repeat(1 << 20));
    }

    private void bytes() {
        raw("bytes: UTF-16", "invalid_cluster_yaml", ("\uFEFF" + GRAPH).getBytes(StandardCharsets.UTF_16BE));
        raw("bytes: UTF-16, the other way", "invalid_cluster_yaml", GRAPH.getBytes(StandardCharsets.UTF_16LE));
        raw("bytes: UTF-32", "invalid_cluster_yaml", GRAPH.getBytes(java.nio.charset.Charset.forName("UTF-32")));
        raw(
                "bytes: Latin-1",
                "invalid_cluster_yaml",
                "version: 1\nmetadata: { name: Zo\u00eb }\n".getBytes(StandardCharsets.ISO_8859_1));
        raw("bytes: half a character", "invalid_cluster_yaml", new byte[] {'v', ':', ' ', (byte) 0xE2, (byte) 0x82});
        raw("bytes: an overlong slash", "invalid_cluster_yaml", new byte[] {'v', ':', ' ', (byte) 0xC0, (byte) 0xAF});
        raw("bytes: a surrogate", "invalid_cluster_yaml", new byte[] {'v', ':', ' ', (byte) 0xED, (byte) 0xA0, 0x0});
        raw(
                "bytes: NUL",
                "invalid_cluster_yaml",
                "version: 1\nmetadata: { name: a\0b }\n".getBytes(StandardCharsets.UTF_8));
        raw("bytes: only NULs", "invalid_cluster_yaml", new byte[4096]);
        raw(
                "bytes: bell and escape",
                "invalid_cluster_yaml",
                "version: 1\nmeta\u0007\u001b[2Jdata: 1\n".getBytes(StandardCharsets.UTF_8));
        raw(
                "bytes: a BOM in the middle",
                "invalid_cluster_yaml",
                "version: 1\n\uFEFFgraphs: {}\n".getBytes(StandardCharsets.UTF_8));
        raw("bytes: a gzip file", "invalid_cluster_yaml", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
        raw("bytes: a class file", "invalid_cluster_yaml", new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, 1});
    }

    /// Every field with values of every type that it does not take.
    private void wrongTypes() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("metadata", "version: 1\nmetadata: %s\n");
        fields.put("metadata.name", "version: 1\nmetadata: { name: %s }\n");
        fields.put("state", "version: 1\nstate: %s\n");
        fields.put("state.lock", "version: 1\nstate: { lock: %s }\n");
        fields.put("state.backend", "version: 1\nstate: { backend: %s }\n");
        fields.put("graphs", "version: 1\ngraphs: %s\n");
        fields.put("graph", "version: 1\ngraphs: { g: %s }\n");
        fields.put("schema", "version: 1\ngraphs: { g: { schema: %s } }\n");
        fields.put("queries", "version: 1\ngraphs: { g: { schema: brain.pg, queries: %s } }\n");
        fields.put("a query of the list", "version: 1\ngraphs: { g: { schema: brain.pg, queries: [%s] } }\n");
        fields.put("a query of the map", "version: 1\ngraphs: { g: { schema: brain.pg, queries: { people: %s } } }\n");
        fields.put(
                "a query's file",
                "version: 1\ngraphs: { g: { schema: brain.pg, queries: { people: { file: %s } } } }\n");
        fields.put("protect", "version: 1\ngraphs: { g: { schema: brain.pg, protect: %s } }\n");
        fields.put("on_remove", "version: 1\ngraphs: { g: { schema: brain.pg, on_remove: %s } }\n");
        fields.put("policies", GRAPH + "policies: %s\n");
        fields.put("policy", GRAPH + "policies: { p: %s }\n");
        fields.put("policy file", GRAPH + "policies: { p: { file: %s, applies_to: [g] } }\n");
        fields.put("applies_to", GRAPH + "policies: { p: { file: base.yaml, applies_to: %s } }\n");
        fields.put("an item of applies_to", GRAPH + "policies: { p: { file: base.yaml, applies_to: [%s] } }\n");
        Map<String, String> values = new LinkedHashMap<>();
        values.put("a number", "7");
        values.put("a truth value", "true");
        values.put("a list", "[[x]]");
        values.put("a mapping", "{ x: { y: z } }");
        fields.forEach((field, text) -> values.forEach((kind, value) -> {
            boolean fits = value.equals("true") && (field.equals("protect") || field.equals("state.lock"));
            if (!fits) {
                yaml("type: " + field + " is " + kind, "invalid_cluster_yaml", text.formatted(value));
            }
        }));
        for (String value : List.of(
                "2", "0", "-1", "1.0", "\"1\"", "true", "[1]", "{ v: 1 }", "0x1", "1e0", "99999999999999999999")) {
            yaml("type: version is " + value, "unsupported_cluster_config_version", "version: " + value + "\n");
        }
        for (String value : List.of("7", "true", "[a]", "{ a: b }")) {
            yaml("type: storage is " + value, "invalid_storage_root", "version: 1\nstorage: " + value + "\n");
        }
    }

    private void fields() {
        broken("no version", "graphs: {}\n");
        broken("version without a value", "version:\ngraphs: {}\n");
        for (String field : List.of(
                "graph",
                "Graphs",
                "GRAPHS",
                "policy",
                "meta",
                "aws",
                "secrets",
                "gr\u0430phs",
                "graphs\u200b",
                "\uff47raphs",
                "x".repeat(100_000))) {
            broken("field `" + shortened(field) + "`", "version: 1\n" + field + ": {}\n");
        }
        for (String field : List.of("Schema", "schemas", "query", "protected", "file")) {
            broken("field `" + field + "` of a graph", GRAPH.replace("brain.pg", "brain.pg, " + field + ": x"));
        }
        for (String field : List.of("files", "applies", "appliesTo", "schema")) {
            broken(
                    "field `" + field + "` of a policy",
                    BOUND.replace("file: base.yaml", "file: base.yaml, " + field + ": x"));
        }
        broken(
                "field of a query",
                GRAPH.replace("brain.pg", "brain.pg, queries: { people: { file: queries/people.gq, as: x } }"));
        broken("field of metadata", "version: 1\nmetadata: { title: x }\n");
        broken("field of state", "version: 1\nstate: { bucket: x }\n");
        for (String field : List.of("pipelines", "embeddings", "ui", "aliases", "bindings")) {
            yaml("reserved: " + field, "future_phase_field", "version: 1\n" + field + ": {}\n");
            yaml(
                    "reserved: " + field + " of a graph",
                    "future_phase_field",
                    GRAPH.replace("brain.pg", "brain.pg, " + field + ": x"));
        }
        yaml("field: a blank name", "empty_metadata_name", "version: 1\nmetadata: { name: ' ' }\n");
        yaml("field: a backend", "unsupported_state_backend", "version: 1\nstate: { backend: s3 }\n");
        broken("no schema", "version: 1\ngraphs: { g: {} }\n");
        broken("a graph of nothing", "version: 1\ngraphs:\n  g:\n");
        broken("on_remove of a wrong word", GRAPH.replace("brain.pg", "brain.pg, on_remove: destroy"));
        broken("protect in words", GRAPH.replace("brain.pg", "brain.pg, protect: yes"));
        broken("a secret in an unknown field", "version: 1\naws_secret_access_key: " + SECRET + "\n");
        broken("a secret in a nested unknown field", "version: 1\nstate: { password: '" + SECRET + "' }\n");
        broken("a secret before a mistake", "version: 1\ntoken: " + SECRET + " : [\n");
    }

    private void names() {
        for (String id : List.of(
                ".",
                "..",
                "a.b",
                "a b",
                "../x",
                "a/b",
                "a\\\\b",
                "\u0430bc",
                "caf\u00e9",
                "g\u0000",
                "g\u202Eh",
                "g\\n",
                "a:b",
                "*",
                "${HOME}",
                "~",
                "%2e%2e",
                "x".repeat(65),
                "x".repeat(1_000))) {
            String written = "\"" + id.replace("\u0000", "\\0") + "\"";
            yaml(
                    "id: graph " + shortened(id),
                    "invalid_resource_id",
                    "version: 1\ngraphs: { " + written + ": { schema: brain.pg } }\n");
        }
        for (String id : List.of("..", "p q", "p/q", "x".repeat(65))) {
            yaml(
                    "id: policy " + shortened(id),
                    "invalid_resource_id",
                    GRAPH + "policies: { \"" + id + "\": { file: base.yaml, applies_to: [g] } }\n");
            yaml(
                    "id: query " + shortened(id),
                    "invalid_resource_id",
                    GRAPH.replace("brain.pg", "brain.pg, queries: { \"" + id + "\": { file: queries/people.gq } }"));
        }
    }

    private void storageRoots() {
        for (String root : List.of(
                "''",
                "'  '",
                "s3://",
                "s3:///p",
                "s3://b",
                "s3://-b/p",
                "s3://buc ket/p",
                "s3://bucket//p",
                "s3://bucket/../p",
                "s3://bucket/./p",
                "S3://b",
                "gs://bucket/p",
                "http://host/p",
                "https://host/p",
                "ftp://h/p",
                "jdbc://h",
                "file://host/p",
                "file:///p?x=1",
                "file:///%zz",
                "file://relative",
                "\"a\\0b\"",
                "://x",
                "s3://key:" + SECRET + "@bucket/p",
                "https://key:" + SECRET + "@host/p",
                "s3://" + SECRET + "@bucket",
                "https://host/p?X-Amz-Signature=" + SECRET,
                "file://key:" + SECRET + "@host/p")) {
            yaml(
                    "storage: " + root,
                    "invalid_storage_root",
                    "version: 1\nstorage: "
                            + (root.startsWith("\"") || root.startsWith("'") ? root : "\"" + root + "\"") + "\n");
        }
    }

    private void references() {
        String open = GRAPH + "policies:\n  p: { file: base.yaml, applies_to: %s }\n";
        yaml("ref: none", "policy_missing_applies_to", GRAPH + "policies:\n  p: { file: base.yaml }\n");
        yaml("ref: empty", "policy_missing_applies_to", open.formatted("[]"));
        for (String ref : List.of("h", "G", "graph.h", "graph.G", "\u0434", "g\u0430")) {
            boolean ascii = ref.chars().allMatch(c -> c < 128);
            yaml(
                    "ref: " + ref,
                    ascii ? "dangling_graph_reference" : "invalid_resource_id",
                    open.formatted("[\"" + ref + "\"]"));
        }
        for (String ref : List.of("schema.g", "query.g.people", "policy.p", "cluster.g", "server.x", "g.h")) {
            yaml("ref: " + ref, "wrong_kind_reference", open.formatted("[" + ref + "]"));
        }
        yaml("ref: cluster and graph", "policy_mixed_binding_kinds", open.formatted("[g, cluster]"));
        yaml(
                "ref: two on one graph",
                "duplicate_policy_binding",
                BOUND + "  q: { file: base.yaml, applies_to: [graph.g] }\n");
        yaml(
                "ref: two on the cluster",
                "duplicate_policy_binding",
                GRAPH
                        + "policies:\n  p: { file: c.yaml, applies_to: [cluster] }\n  q: { file: c.yaml, applies_to: [cluster] }\n");
        yaml(
                "ref: a query of another name",
                "query_key_mismatch",
                GRAPH.replace("brain.pg", "brain.pg, queries: { nope: { file: queries/people.gq } }"));
        yaml(
                "ref: a query file twice",
                "duplicate_query_name",
                GRAPH.replace("brain.pg", "brain.pg, queries: [queries/people.gq, ./queries/people.gq]"));
    }

    /// Every kind of file reference with names that lead out of the folder or nowhere.
    private void paths() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("schema", "version: 1\ngraphs: { g: { schema: \"%s\" } }\n");
        kinds.put("query folder", "version: 1\ngraphs: { g: { schema: brain.pg, queries: \"%s\" } }\n");
        kinds.put("query file", "version: 1\ngraphs: { g: { schema: brain.pg, queries: [\"%s\"] } }\n");
        kinds.put(
                "named query",
                "version: 1\ngraphs: { g: { schema: brain.pg, queries: { people: { file: \"%s\" } } } }\n");
        kinds.put("policy", GRAPH + "policies: { p: { file: \"%s\", applies_to: [g] } }\n");
        Map<String, String> missing = Map.of(
                "schema", "schema_file_missing",
                "query folder", "query_dir_unreadable",
                "query file", "query_file_missing",
                "named query", "query_file_missing",
                "policy", "policy_file_missing");
        kinds.forEach((kind, text) -> {
            for (String path : List.of(
                    "../outside/secret",
                    "/etc/passwd",
                    "queries/../../outside/secret",
                    "..",
                    "/",
                    "./../outside",
                    "queries/./.././../outside/secret",
                    "/proc/self/environ",
                    "//etc/passwd")) {
                yaml("path: " + kind + " " + path, "path_escapes_config", text.formatted(path));
            }
            for (String path : List.of(
                    "none.x",
                    "BRAIN.PG",
                    "~/x",
                    "file:///etc/passwd",
                    "C:\\\\x",
                    "..\\\\x",
                    "$HOME",
                    "queries/none",
                    "bra\u0131n.pg",
                    "brain.pg\u200b",
                    "%2e%2e/x",
                    "x".repeat(200))) {
                yaml(
                        "path: " + kind + " " + shortened(path),
                        Objects.requireNonNull(missing.get(kind)),
                        text.formatted(path));
            }
            for (String path : List.of("", " ", "\\0", "brain\\0.pg", "a\\nb", "\\e[2J")) {
                yaml("path: " + kind + " " + path, "invalid_cluster_yaml", text.formatted(path));
            }
        });
    }

    private void filesThatAreNone() {
        for (Place place : Place.values()) {
            String name = "file: " + place.file + " is ";
            all.add(new Hostile(
                    name + "a link out",
                    "path_escapes_config",
                    (folder, outside) -> link(folder.resolve(place.file), outside.resolve("secret"))));
            all.add(new Hostile(
                    name + "a relative link out",
                    "path_escapes_config",
                    (folder, outside) -> link(folder.resolve(place.file), Path.of(place.up + "../outside/secret"))));
            all.add(new Hostile(name + "a link to a link out", "path_escapes_config", (folder, outside) -> {
                link(folder.resolve("hop"), outside.resolve("secret"));
                link(folder.resolve(place.file), Path.of(place.up + "hop"));
            }));
            all.add(new Hostile(
                    name + "a device",
                    "path_escapes_config",
                    (folder, outside) -> link(folder.resolve(place.file), Path.of("/dev/zero"))));
            all.add(new Hostile(
                    name + "a link to itself",
                    "config_file_unreadable",
                    (folder, outside) -> link(
                            folder.resolve(place.file),
                            Path.of(String.valueOf(Path.of(place.file).getFileName())))));
            all.add(new Hostile(name + "a ring of links", "config_file_unreadable", (folder, outside) -> {
                link(folder.resolve("ring-a"), Path.of("ring-b"));
                link(folder.resolve("ring-b"), Path.of("ring-a"));
                link(folder.resolve(place.file), Path.of(place.up + "ring-a"));
            }));
            all.add(new Hostile(
                    name + "a link to nothing",
                    place.missing,
                    (folder, outside) -> link(folder.resolve(place.file), Path.of("nothing-there"))));
            all.add(new Hostile(name + "a folder", "config_file_unreadable", (folder, outside) -> {
                Files.delete(folder.resolve(place.file));
                Files.createDirectory(folder.resolve(place.file));
            }));
            all.add(new Hostile(name + "a FIFO", "config_file_unreadable", (folder, outside) -> {
                Files.delete(folder.resolve(place.file));
                fifo(folder.resolve(place.file));
            }));
            all.add(new Hostile(name + "10 GB of nothing", "config_file_too_large", (folder, outside) -> {
                try (RandomAccessFile sparse =
                        new RandomAccessFile(folder.resolve(place.file).toFile(), "rw")) {
                    sparse.setLength(10L << 30);
                }
            }));
            if (place != Place.QUERY) {
                all.add(new Hostile(
                        name + "missing",
                        place.missing,
                        (folder, outside) -> Files.delete(folder.resolve(place.file))));
            }
        }
        all.add(new Hostile("folder: the queries are a link out", "path_escapes_config", (folder, outside) -> {
            Files.delete(folder.resolve("queries/people.gq"));
            link(folder.resolve("queries"), outside);
        }));
        all.add(new Hostile("folder: the queries are a ring of links", "query_dir_unreadable", (folder, outside) -> {
            Files.delete(folder.resolve("queries/people.gq"));
            link(folder.resolve("queries"), Path.of("queries"));
        }));
        all.add(new Hostile("folder: the queries are a file", "query_dir_unreadable", (folder, outside) -> {
            Files.delete(folder.resolve("queries/people.gq"));
            Files.delete(folder.resolve("queries"));
            write(folder, "queries", "query x() {}");
        }));
    }

    /// What the files themselves say.
    private void contents() {
        content("NUL in a schema", "brain.pg", "schema_parse_error", "node A {\0 name: String @key }");
        content("a schema of braces", "brain.pg", "schema_parse_error", "{".repeat(100_000));
        content("a schema of brackets", "brain.pg", "schema_parse_error", "node A { x: " + "[".repeat(100_000));
        content("a schema that is a quote", "brain.pg", "schema_parse_error", "\"" + "x".repeat(1_000_000));
        content("a schema with an endless name", "brain.pg", "schema_parse_error", "node " + "A".repeat(1_000_000));
        content(
                "a schema that lies about direction",
                "brain.pg",
                "schema_parse_error",
                "node A\u202E { name: String @key }");
        content(
                "a schema with a twin letter",
                "brain.pg",
                "schema_parse_error",
                "node P\u0435rson { name: String @key }");
        content("a hundred thousand mistakes", "brain.pg", "schema_parse_error", "node a\n".repeat(100_000));
        content("NUL in a query", "queries/people.gq", "query_parse_error", "query a() {\0}");
        content("a query of parentheses", "queries/people.gq", "query_parse_error", "query a" + "(".repeat(100_000));
        content(
                "a query of negations",
                "queries/people.gq",
                "query_parse_error",
                "query a() { match { " + "not { ".repeat(50_000));
        content("a query that is a comment", "queries/people.gq", "query_parse_error", "/*" + "x".repeat(100_000));
        content("ten thousand nameless queries", "queries/people.gq", "query_parse_error", "query {}\n".repeat(10_000));
        content("a policy with an anchor", "base.yaml", "policy_invalid", "version: &v 1\nrules: []\n");
        content(
                "a policy with an alias",
                "base.yaml",
                "policy_invalid",
                "version: 1\ngroups: { a: &a [x], b: *a }\nrules: []\n");
        content("a policy of brackets", "base.yaml", "policy_invalid", "[".repeat(50_000));
        content("a policy of braces", "base.yaml", "policy_invalid", "{a: ".repeat(50_000));
        content("two policies", "base.yaml", "policy_invalid", "version: 1\nrules: []\n---\nversion: 1\nrules: []\n");
        content("a policy with a tag", "base.yaml", "policy_invalid", "version: !!int 1\nrules: []\n");
        content("a policy with a field twice", "base.yaml", "policy_invalid", "version: 1\nversion: 1\nrules: []\n");
        content("a policy that is empty", "base.yaml", "policy_invalid", "");
        for (Place place : List.of(Place.SCHEMA, Place.QUERY, Place.POLICY)) {
            all.add(new Hostile(
                    "content: " + place.file + " is no UTF-8",
                    place.invalid,
                    (folder, outside) ->
                            Files.write(folder.resolve(place.file), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0})));
            all.add(new Hostile(
                    "content: " + place.file + " is UTF-16",
                    place.invalid,
                    (folder, outside) -> Files.write(
                            folder.resolve(place.file), "\uFEFFnode A {}".getBytes(StandardCharsets.UTF_16LE))));
        }
    }

    /// The files of the healthy folder.
    private enum Place {
        YAML("cluster.yaml", "", "config_missing", "invalid_cluster_yaml"),
        SCHEMA("brain.pg", "", "schema_file_missing", "schema_parse_error"),
        QUERY("queries/people.gq", "../", "query_file_missing", "query_parse_error"),
        POLICY("base.yaml", "", "policy_file_missing", "policy_invalid");

        private final String file;
        private final String up;
        private final String missing;
        private final String invalid;

        Place(String file, String up, String missing, String invalid) {
            this.file = file;
            this.up = up;
            this.missing = missing;
            this.invalid = invalid;
        }
    }

    private void content(String name, String file, String code, String text) {
        all.add(new Hostile("content: " + name, code, (folder, outside) -> write(folder, file, text)));
    }

    private void raw(String name, String code, byte[] bytes) {
        all.add(new Hostile(name, code, (folder, outside) -> Files.write(folder.resolve("cluster.yaml"), bytes)));
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    private static void fifo(Path path) throws IOException {
        int exit = new ProcessBuilder("mkfifo", path.toString())
                .start()
                .onExit()
                .join()
                .exitValue();
        if (exit != 0) {
            throw new IOException("mkfifo ended with " + exit);
        }
    }

    private static String deepBlock(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(depth, 900); i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 20) + "\u2026 (" + text.length() + ")" : text;
    }
}
