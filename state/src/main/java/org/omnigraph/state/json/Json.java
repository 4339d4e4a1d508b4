package org.omnigraph.state.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// The one configured JSON mapper of this program: strict (no duplicate keys, no trailing text, no comments, UTF-8
/// only), bounded in depth and lengths, and exact about numbers; and the canonical writer.
public final class Json {
    /// How deep objects and arrays may be nested.
    public static final int MAX_DEPTH = 128;

    private static final int NUMBER_LENGTH_MAX = 100;
    private static final int NAME_LENGTH_MAX = 4096;
    private static final int STRING_LENGTH_MAX = 256 << 20;

    /// Made on first use: a command that only writes canonical JSON never pays for the mapper (25 ms of start-up).
    private static final class Shared {
        static final JsonMapper MAPPER = createMapper();
        static final ObjectReader TREE_READER = MAPPER.readerFor(JsonNode.class);
    }

    /// What the library says of a source that it was told not to show.
    private static final Pattern SOURCE_NOTE = Pattern.compile(" ?\\(start marker at \\[Source: .*?]\\)");

    private Json() {}

    /// The shared mapper. It is configured once; callers derive readers and writers from it and never reconfigure it.
    public static JsonMapper mapper() {
        return Shared.MAPPER;
    }

    /// A new, empty object.
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Sets a member, or leaves it out if the value is empty.
    public static void putUnlessEmpty(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    /// Reads one JSON value.
    ///
    /// @throws InvalidJsonException if the bytes are not exactly one well-formed JSON value in UTF-8
    public static JsonNode parse(byte[] bytes) {
        return parse(decode(bytes));
    }

    /// Reads one JSON value from text; see [#parse(byte[])].
    public static JsonNode parse(String text) {
        try {
            JsonNode node = Shared.TREE_READER.readValue(text);
            if (node.isMissingNode()) {
                throw new InvalidJsonException("there is no JSON value");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new InvalidJsonException(describe(e), e);
        }
    }

    /// Reads one JSON object; see [#parse(byte[])].
    public static ObjectNode parseObject(byte[] bytes) {
        if (parse(bytes) instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidJsonException("the JSON value is not an object");
    }

    /// The canonical form: keys sorted by code unit, two-space indent, a trailing newline.
    public static byte[] canonicalBytes(JsonNode node) {
        return CanonicalJson.indented(node).getBytes(StandardCharsets.UTF_8);
    }

    /// One line: keys sorted by code unit, no white space at all; what digests are taken of.
    public static String compact(JsonNode node) {
        return CanonicalJson.compact(node);
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidJsonException("the text is not valid UTF-8", e);
        }
    }

    private static String describe(JacksonException problem) {
        String reason = problem.getOriginalMessage();
        int newline = reason.indexOf('\n');
        String line = SOURCE_NOTE
                .matcher(newline < 0 ? reason : reason.substring(0, newline))
                .replaceAll("");
        return problem.getLocation() == null
                ? line
                : "line " + problem.getLocation().getLineNr() + ", column "
                        + problem.getLocation().getColumnNr() + ": " + line;
    }

    private static JsonMapper createMapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(NUMBER_LENGTH_MAX)
                        .maxNameLength(NAME_LENGTH_MAX)
                        .maxStringLength(STRING_LENGTH_MAX)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }
}
