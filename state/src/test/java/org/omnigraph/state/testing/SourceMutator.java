package org.omnigraph.state.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes sources nearly like those it was given: tokens exchanged, repeated, dropped and taken from other
/// sources, and now
/// and then bytes that are no text at all. The same seed makes the same inputs.
public final class SourceMutator {
    private static final Pattern TOKEN = Pattern.compile("\\w+|\"[^\"\\n]*\"|\\s+|[^\\w\\s]");
    private static final List<String> STRAY = List.of(
            "",
            " ",
            "\n",
            "\t",
            "\0",
            "é",
            "😀",
            "\ud800",
            "\ufeff",
            "\u00a0",
            "\"",
            "\\",
            "/*",
            "//",
            "#",
            "'",
            "-1",
            "9223372036854775808",
            "1e9",
            "0.1",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ",",
            ":",
            "$_",
            "@",
            "&a",
            "*a",
            "!!int");
    private static final int NOISE_BYTES_MAX = 200;
    private static final int REPEATS_MAX = 300;

    private final List<List<String>> sources;
    private final List<String> tokens;
    private final Map<Integer, List<String>> tokensOfKind;
    private final SplittableRandom random;

    /// @param sources what the inputs are made from, at least one
    public SourceMutator(List<String> sources, long seed) {
        this.sources = sources.stream().map(SourceMutator::tokensOf).toList();
        this.tokens = this.sources.stream().flatMap(List::stream).distinct().toList();
        this.tokensOfKind = tokens.stream().collect(Collectors.groupingBy(SourceMutator::kind));
        this.random = new SplittableRandom(seed);
    }

    /// Roughly what a parser would call it: exchanging tokens of one kind often gives a program again.
    private static int kind(String token) {
        return Character.getType(token.charAt(0));
    }

    private static List<String> tokensOf(String source) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(source);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return List.copyOf(tokens);
    }

    /// The next input.
    public byte[] next() {
        if (random.nextInt(50) == 0) {
            return noise();
        }
        List<String> source = new ArrayList<>(pick(sources));
        int edits = 1 + random.nextInt(random.nextInt(8) == 0 ? 8 : 2);
        for (int i = 0; i < edits; i++) {
            edit(source);
        }
        byte[] bytes = String.join("", source).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] noise() {
        ByteArrayOutputStream noise = new ByteArrayOutputStream();
        int length = random.nextInt(NOISE_BYTES_MAX);
        while (noise.size() < length) {
            if (random.nextBoolean()) {
                noise.write(random.nextInt(256));
            } else {
                noise.writeBytes(pick(tokens).getBytes(StandardCharsets.UTF_8));
            }
        }
        return noise.toByteArray();
    }

    private void edit(List<String> source) {
        int at = random.nextInt(source.size() + 1);
        boolean inside = at < source.size();
        switch (random.nextInt(12)) {
            case 0 -> source.add(at, pick(tokens));
            case 1 -> source.add(at, pick(STRAY));
            case 2 ->
                source.subList(at, Math.min(source.size(), at + 1 + random.nextInt(6)))
                        .clear();
            case 3 ->
                source.addAll(at, List.copyOf(source.subList(at, Math.min(source.size(), at + random.nextInt(12)))));
            case 4 -> source.addAll(at, part());
            case 5 -> {
                if (inside) {
                    int other = random.nextInt(source.size());
                    String token = source.set(at, source.get(other));
                    source.set(other, token);
                }
            }
            case 6 -> {
                if (inside && random.nextInt(20) == 0) {
                    source.set(at, source.get(at).repeat(random.nextInt(REPEATS_MAX)));
                }
            }
            default -> {
                if (inside && !source.get(at).isEmpty()) {
                    source.set(at, pick(tokensOfKind.getOrDefault(kind(source.get(at)), tokens)));
                }
            }
        }
    }

    /// Some tokens of another source.
    private List<String> part() {
        List<String> other = pick(sources);
        int from = random.nextInt(other.size() + 1);
        return other.subList(from, Math.min(other.size(), from + random.nextInt(20)));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
