package org.omnigraph.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.omnigraph.cli.format.JsonText;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.ResultView;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.Table;

/// `query`: rows as a table, or the ReadResult of http-api.md §7 as it is.
record ReadView(ObjectNode result) implements ResultView {
    @Override
    public String human(Style style) {
        List<String> columns = new ArrayList<>();
        result.path("columns").forEach(column -> columns.add(column.asText()));
        String count = Prose.count(result.path("row_count").asLong(), "row", "rows");
        String footer = style.dim("(" + count + ")") + "\n";
        if (columns.isEmpty()) {
            return footer;
        }
        List<Boolean> numeric = new ArrayList<>();
        for (String column : columns) {
            boolean allNumbers = !result.path("rows").isEmpty();
            for (JsonNode row : result.path("rows")) {
                JsonNode value = row.path(column);
                allNumbers &= value.isNumber() || value.isNull();
            }
            numeric.add(allNumbers);
        }
        Table table = new Table(columns.stream().map(Prose::printable).toList(), numeric);
        for (JsonNode row : result.path("rows")) {
            List<String> cells = new ArrayList<>();
            for (String column : columns) {
                cells.add(cell(row.path(column)));
            }
            table.add(cells);
        }
        return table.text(style) + footer;
    }

    private static String cell(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "∅";
        }
        return Prose.printable(value.isTextual() ? value.asText() : JsonText.compact(value));
    }
}
