package org.omnigraph.state.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// Writes JSON in one form only, so that equal values are equal bytes: keys in code-unit order, minimal escapes.
final class CanonicalJson {
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();
    private final boolean indented;

    private CanonicalJson(boolean indented) {
        this.indented = indented;
    }

    static String indented(JsonNode node) {
        CanonicalJson writer = new CanonicalJson(true);
        writer.value(node, 0);
        return writer.out.append('\n').toString();
    }

    static String compact(JsonNode node) {
        CanonicalJson writer = new CanonicalJson(false);
        writer.value(node, 0);
        return writer.out.toString();
    }

    private void value(JsonNode node, int depth) {
        if (node.isObject()) {
            object(node, depth);
        } else if (node.isArray()) {
            array(node, depth);
        } else if (node.getNodeType() == JsonNodeType.STRING) {
            string(node.textValue());
        } else if (node.isBinary() || node.isPojo() || node.isMissingNode()) {
            throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
        } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()) && !node.isBigDecimal()) {
            throw new IllegalArgumentException("not a JSON number: " + node.asText());
        } else {
            out.append(node.asText());
        }
    }

    private void object(JsonNode node, int depth) {
        if (node.isEmpty()) {
            out.append("{}");
            return;
        }
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        char separator = '{';
        for (String name : names) {
            out.append(separator);
            line(depth + 1);
            string(name);
            out.append(indented ? ": " : ":");
            value(node.get(name), depth + 1);
            separator = ',';
        }
        line(depth);
        out.append('}');
    }

    private void array(JsonNode node, int depth) {
        if (node.isEmpty()) {
            out.append("[]");
            return;
        }
        char separator = '[';
        for (JsonNode element : node) {
            out.append(separator);
            line(depth + 1);
            value(element, depth + 1);
            separator = ',';
        }
        line(depth);
        out.append(']');
    }

    private void line(int depth) {
        if (indented) {
            out.append('\n').repeat(INDENT, depth);
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || isLoneSurrogate(text, i)) {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /// UTF-8 cannot hold half a surrogate pair, JSON escapes can.
    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
