package org.omnigraph.server.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.omnigraph.state.json.Json;

/// The tolerant reader of `/load` (http-api.md §8): JSON values separated by any white space, unknown envelope
/// members ignored, the last duplicate wins. Gives the strict lines that the engine takes, each on the line where it
/// began as far as that is possible, so that problems name lines of the request.
final class LooseRecords {
    private static final List<String> ENVELOPE = List.of("type", "edge", "from", "to", "data");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Json.MAX_DEPTH)
                            .maxStringLength((int) ServerLimits.LOAD_BYTES_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private LooseRecords() {}

    static byte[] toLines(String data) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(data.length());
        int nextLine = 1;
        try (JsonParser parser = MAPPER.createParser(data)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int startLine = parser.currentTokenLocation().getLineNr();
                JsonNode value = MAPPER.readTree(parser);
                if (!(value instanceof ObjectNode record)) {
                    throw ApiError.badRequest("`data`, line " + startLine + ": a record must be a JSON object")
                            .exception();
                }
                for (; nextLine < startLine; nextLine++) {
                    lines.write('\n');
                }
                lines.writeBytes(JsonBytes.of(record.retain(ENVELOPE)));
                lines.write('\n');
                nextLine++;
            }
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest("`data`, line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": not valid JSON: " + e.getOriginalMessage())
                    .exception();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
        return lines.toByteArray();
    }
}
