package org.omnigraph.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The members that a schema promises and that a document shows, as `COMMAND: a.b.c`; what is shared between commands
/// (`$defs`) is named once, without the command.
public final class SchemaMembers {
    private SchemaMembers() {}

    /// Everything that documents of `command` may have.
    public static Set<String> promised(String command) {
        JsonNode schema = SchemaFiles.closed(command);
        Set<String> members = new TreeSet<>();
        for (Map.Entry<String, JsonNode> part : schema.path("$defs").properties()) {
            promised(part.getKey().equals("result") ? command + ":" : part.getKey() + ":", part.getValue(), members);
        }
        return members;
    }

    /// Everything that this document has.
    public static Set<String> shown(String command, JsonNode document) {
        Set<String> members = new TreeSet<>();
        JsonNode schema = SchemaFiles.closed(command);
        shown(command + ":", schema, document, schema.path("$defs"), members);
        return members;
    }

    private static void promised(String path, JsonNode schema, Set<String> members) {
        if (schema.isMissingNode()) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            members.add(join(path, member.getKey()));
            promised(join(path, member.getKey()), member.getValue(), members);
        }
        promised(path, schema.path("items"), members);
        schema.path("anyOf").forEach(choice -> promised(path, choice, members));
        if (schema.path("additionalProperties").isObject()) {
            promised(path, schema.path("additionalProperties"), members);
        }
    }

    private static void shown(String path, JsonNode schema, JsonNode document, JsonNode defs, Set<String> members) {
        if (schema.isMissingNode()) {
            return;
        }
        String reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            String name = reference.substring("#/$defs/".length());
            shown(name.equals("result") ? path : name + ":", defs.path(name), document, defs, members);
        }
        schema.path("anyOf").forEach(choice -> shown(path, choice, document, defs, members));
        document.properties().forEach(member -> {
            JsonNode known = schema.path("properties").path(member.getKey());
            if (!known.isMissingNode()) {
                members.add(join(path, member.getKey()));
                shown(join(path, member.getKey()), known, member.getValue(), defs, members);
            } else if (schema.path("additionalProperties").isObject()) {
                shown(path, schema.path("additionalProperties"), member.getValue(), defs, members);
            }
        });
        if (document.isArray()) {
            document.forEach(item -> shown(path, schema.path("items"), item, defs, members));
        }
    }

    private static String join(String path, String name) {
        return path.endsWith(":") ? path + " " + name : path + "." + name;
    }
}
