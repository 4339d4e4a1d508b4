package org.omnigraph.server.boot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.catalog.query.ast.Param;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.checked.ResultKind;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.state.json.Json;

/// The catalog entry of a stored query (query-language.md §11.3).
final class CatalogEntry {
    private CatalogEntry() {}

    static ObjectNode of(QueryDecl query) {
        ObjectNode entry = Json.object();
        entry.put("name", query.name().text());
        entry.put("tool_name", query.name().text());
        query.description().ifPresent(text -> entry.put("description", text));
        query.instruction().ifPresent(text -> entry.put("instruction", text));
        entry.put("mutation", query.isMutation());
        ArrayNode params = entry.putArray("params");
        for (Param param : query.params()) {
            ObjectNode node = params.addObject();
            node.put("name", param.name());
            node.put("kind", ResultKind.of(param.type()).wireName());
            switch (param.type()) {
                case ValueType.ListOf list ->
                    node.put("item_kind", ResultKind.of(list.item()).wireName());
                case ValueType.Vector vector -> node.put("vector_dim", vector.dimension());
                case ValueType.Scalar _, ValueType.EnumOf _ -> {}
            }
            node.put("nullable", param.nullable());
        }
        return entry;
    }
}
