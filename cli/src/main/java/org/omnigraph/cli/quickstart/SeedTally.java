package org.omnigraph.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.state.json.Json;

/// What the seed file says, counted without the engine: the yardstick for what the engine and the server answer.
///
/// @param nodes lines by node type
/// @param edges lines by edge type
/// @param asked the person with the most reports (the first by id, if several), and how many those are
record SeedTally(SortedMap<String, Long> nodes, SortedMap<String, Long> edges, String asked, long reports) {
    private static final String REPORTS_TO = "ReportsTo";

    static SeedTally of(Path seed) throws IOException {
        SortedMap<String, Long> nodes = new TreeMap<>();
        SortedMap<String, Long> edges = new TreeMap<>();
        SortedMap<String, Long> reports = new TreeMap<>();
        try (BufferedReader lines = Files.newBufferedReader(seed, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    count(Json.parse(line), nodes, edges, reports);
                }
            }
        }
        String most = "";
        for (Map.Entry<String, Long> entry : reports.entrySet()) {
            if (most.isEmpty() || entry.getValue() > reports.getOrDefault(most, 0L)) {
                most = entry.getKey();
            }
        }
        return new SeedTally(nodes, edges, most, reports.getOrDefault(most, 0L));
    }

    long total() {
        return nodes.values().stream().mapToLong(Long::longValue).sum()
                + edges.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void count(
            JsonNode record,
            SortedMap<String, Long> nodes,
            SortedMap<String, Long> edges,
            SortedMap<String, Long> reports) {
        if (record.has("type")) {
            nodes.merge(record.path("type").asText(), 1L, Long::sum);
            return;
        }
        String edge = record.path("edge").asText();
        edges.merge(edge, 1L, Long::sum);
        if (edge.equals(REPORTS_TO)) {
            reports.merge(record.path("to").asText(), 1L, Long::sum);
        }
    }
}
