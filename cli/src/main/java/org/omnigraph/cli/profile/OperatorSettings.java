package org.omnigraph.cli.profile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The addresses in the operator's file, `~/.omnigraph/config.yaml` or that of `OMNIGRAPH_HOME`:
///
/// ```yaml
/// servers:  { prod: { url: "https://graph.example.com" } }
/// profiles: { work: { server: prod, graph: knowledge } }
/// defaults: { profile: work }
/// aliases:  { brain: /data/brain/graphs/knowledge.omni }
/// ```
///
/// @param servers base URLs by name
/// @param defaults what is meant when nothing is said
/// @param aliases a graph's root by its name
public record OperatorSettings(
        Map<String, String> servers, Map<String, Address> profiles, Address defaults, Map<String, String> aliases) {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
    private static final Set<String> SECTIONS = Set.of("operator", "servers", "profiles", "defaults", "aliases");
    private static final Set<String> ADDRESS_FIELDS = Set.of("store", "server", "graph");

    public OperatorSettings {
        servers = Map.copyOf(servers);
        profiles = Map.copyOf(profiles);
        aliases = Map.copyOf(aliases);
    }

    /// Reads the file; nothing is configured if there is none.
    ///
    /// @throws Refusal with `operator_config_invalid` if it cannot be understood
    public static OperatorSettings read(Shell shell) {
        Path file = OperatorFile.homeFile(shell);
        return new Reader(file).read(OperatorFile.document(file));
    }

    /// What is meant where nothing is said on the command line: the profile that is named, else that of
    /// `OMNIGRAPH_PROFILE`, else the defaults.
    ///
    /// @throws Refusal if there is no such profile
    public Address address(@Nullable String profile, Shell shell) {
        String chosen = profile == null ? shell.variable("OMNIGRAPH_PROFILE") : profile;
        return chosen.isEmpty() ? defaults : profile(chosen);
    }

    /// The address that a profile stands for.
    ///
    /// @throws Refusal if there is none of that name
    public Address profile(String name) {
        Address address = profiles.get(name);
        if (address == null) {
            throw Refusal.usage("there is no profile `" + name + "`", known("Profiles", profiles));
        }
        return address;
    }

    /// The base URL of a named server.
    ///
    /// @throws Refusal if there is none of that name
    public String server(String name) {
        String url = servers.get(name);
        if (url == null) {
            throw Refusal.usage("there is no server `" + name + "`", known("Servers", servers));
        }
        return url;
    }

    /// The root that a graph's name is an alias of.
    public Optional<String> alias(String graph) {
        return Optional.ofNullable(aliases.get(graph));
    }

    private static String known(String what, Map<String, ?> values) {
        return values.isEmpty()
                ? "Add it to config.yaml in ~/.omnigraph, or give a URL."
                : what + " in the operator's file: " + String.join(", ", new TreeMap<>(values).keySet()) + ".";
    }

    /// Reads the sections, strictly: a misspelt address must not fall back to another graph.
    private record Reader(Path file) {
        OperatorSettings read(Map<?, ?> document) {
            for (Object key : document.keySet()) {
                if (!SECTIONS.contains(String.valueOf(key))) {
                    throw invalid("`" + key + "` is no section of it");
                }
            }
            Map<String, String> servers = new TreeMap<>();
            section(document, "servers").forEach((name, value) -> {
                Map<?, ?> fields = mapping("servers." + name, value, Set.of("url"));
                servers.put(
                        name,
                        ServerUrl.parse(
                                text("servers." + name + ".url", fields.get("url")),
                                reason -> invalid("`servers." + name + ".url` " + reason)));
            });
            Map<String, Address> profiles = new TreeMap<>();
            section(document, "profiles")
                    .forEach((name, value) -> profiles.put(
                            name, address("profiles." + name, mapping("profiles." + name, value, ADDRESS_FIELDS))));
            Map<String, String> aliases = new TreeMap<>();
            section(document, "aliases").forEach((name, value) -> aliases.put(name, text("aliases." + name, value)));
            return new OperatorSettings(servers, profiles, defaults(document, profiles), aliases);
        }

        private Address defaults(Map<?, ?> document, Map<String, Address> profiles) {
            Object value = document.get("defaults");
            if (value == null) {
                return new Address.Nowhere();
            }
            if (value instanceof Map<?, ?> fields && fields.containsKey("profile")) {
                String name = text(
                        "defaults.profile",
                        mapping("defaults", value, Set.of("profile")).get("profile"));
                Address profile = profiles.get(name);
                if (profile == null) {
                    throw invalid("`defaults.profile` names the profile `" + name + "`, which is not there");
                }
                return profile;
            }
            return address("defaults", mapping("defaults", value, ADDRESS_FIELDS));
        }

        private Address address(String what, Map<?, ?> fields) {
            boolean stored = fields.containsKey("store");
            if (stored == fields.containsKey("server") || (stored && fields.containsKey("graph"))) {
                throw invalid("`" + what + "` must have either `store`, or `server` and perhaps `graph`");
            }
            return stored
                    ? new Address.Stored(text(what + ".store", fields.get("store")))
                    : new Address.Served(
                            text(what + ".server", fields.get("server")),
                            fields.containsKey("graph") ? text(what + ".graph", fields.get("graph")) : "");
        }

        private Map<String, Object> section(Map<?, ?> document, String name) {
            Map<String, Object> entries = new TreeMap<>();
            Object section = document.get(name);
            if (section == null) {
                return entries;
            }
            if (!(section instanceof Map<?, ?> map)) {
                throw invalid("`" + name + "` is not a mapping");
            }
            map.forEach((key, value) -> {
                if (!(key instanceof String text) || !text.matches(NAME) || value == null) {
                    throw invalid("`" + name + "` has an entry without a name or value");
                }
                entries.put(text, value);
            });
            return entries;
        }

        private Map<?, ?> mapping(String what, Object value, Set<String> known) {
            if (!(value instanceof Map<?, ?> map)) {
                throw invalid("`" + what + "` is not a mapping");
            }
            for (Object key : map.keySet()) {
                if (!known.contains(String.valueOf(key))) {
                    throw invalid("`" + key + "` is no field of `" + what + "`");
                }
            }
            return map;
        }

        private String text(String what, @Nullable Object value) {
            if (value instanceof String text && !text.isBlank() && text.chars().noneMatch(Character::isISOControl)) {
                return text.strip();
            }
            throw invalid("`" + what + "` is not a text");
        }

        private Refusal invalid(String reason) {
            return Refusal.of(Diagnostic.of(DiagnosticCode.OPERATOR_CONFIG_INVALID, file.toString(), reason)
                    .withHelp("Correct the place that is named."));
        }
    }
}
