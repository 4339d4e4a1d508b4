package org.omnigraph.catalog.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.omnigraph.catalog.query.ast.QueryAnnotation;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.checked.ResultColumn;

/// What the catalog says of one stored query (query-language.md §11.3-§11.4).
///
/// @param name the identity, and the name of the tool
/// @param annotations `@description` and `@instruction`, each at most once
/// @param mutation whether the query writes
/// @param params in order of declaration
public record QueryEntry(String name, List<QueryAnnotation> annotations, boolean mutation, List<ResultColumn> params) {
    public QueryEntry {
        annotations = List.copyOf(annotations);
        params = List.copyOf(params);
    }

    /// The entry of a declared query. Needs no schema.
    public static QueryEntry of(QueryDecl query) {
        List<ResultColumn> params = query.params().stream()
                .map(param -> Columns.of(param.name(), param.type(), param.nullable()))
                .toList();
        return new QueryEntry(query.name().text(), query.annotations(), query.isMutation(), params);
    }

    /// `{name, tool_name, description?, instruction?, mutation, params: [{name, kind, item_kind?, vector_dim?,
    /// nullable}]}`, members in this order.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name).put("tool_name", name);
        for (QueryAnnotation.Kind kind : QueryAnnotation.Kind.values()) {
            annotations.stream().filter(a -> a.kind() == kind).forEach(a -> json.put(kind.word(), a.text()));
        }
        json.put("mutation", mutation);
        json.set("params", descriptors(params));
        return json;
    }

    /// Columns or parameters as `[{name, kind, item_kind?, vector_dim?, nullable}]`: `item_kind` of lists only,
    /// `vector_dim` of vectors only.
    public static ArrayNode descriptors(List<ResultColumn> columns) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (ResultColumn column : columns) {
            ObjectNode json = array.addObject();
            json.put("name", column.name()).put("kind", column.kind().wireName());
            switch (column.kind()) {
                case LIST -> json.put("item_kind", column.itemKind().wireName());
                case VECTOR -> json.put("vector_dim", column.vectorDimension());
                case STRING, BOOL, INT, BIGINT, FLOAT, DATE, DATETIME, BLOB, OBJECT -> {
                    // The kind says it all.
                }
            }
            json.put("nullable", column.nullable());
        }
        return array;
    }
}
