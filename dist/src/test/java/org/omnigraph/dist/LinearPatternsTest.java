package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Patterns that users give run on re2j, in linear time. `java.util.regex` backtracks: it takes only patterns that
/// stand in the source.
class LinearPatternsTest {
    private static final Set<String> OF_STRINGS = Set.of("matches", "split", "replaceAll", "replaceFirst");

    /// The first argument of a call that takes a pattern: a literal, a constant by its name, or nothing (an
    /// accessor).
    private static final Pattern CALL =
            Pattern.compile("\\.(?:matches|split|splitWithDelimiters|replaceAll|replaceFirst)\\(\\s*"
                    + "(?<argument>\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*[,)])|[^),;]*)");

    private static final Pattern CONSTANT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[A-Z][A-Z0-9_]*|");

    @Test
    void patterns_areCompiledInConstantsOnly() {
        List<String> found = new ArrayList<>();
        int seen = 0;
        for (JavaClass type : ProductClasses.ALL) {
            for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                boolean compiles = call.getTargetOwner().isEquivalentTo(Pattern.class)
                        && (call.getName().equals("compile") || call.getName().equals("matches"));
                seen += compiles ? 1 : 0;
                if (compiles && !call.getOrigin().getName().equals("<clinit>")) {
                    found.add(call.getDescription());
                }
                // A glob becomes a backtracking pattern, too.
                if (call.getTargetOwner().isEquivalentTo(FileSystem.class)
                        && call.getName().equals("getPathMatcher")) {
                    found.add(call.getDescription());
                }
            }
        }
        assertThat(seen).isGreaterThan(10);
        assertThat(found).isEmpty();
    }

    /// Methods of strings compile their first argument; what it is shows only in the source.
    @Test
    void stringsMethods_takeLiteralsAndConstants() throws IOException {
        List<String> found = new ArrayList<>();
        int seen = 0;
        for (Path source : RepositoryFiles.javaSources()) {
            if (!source.toString().contains("/src/main/")) {
                continue;
            }
            Matcher call = CALL.matcher(Files.readString(source));
            while (call.find()) {
                String argument = call.group("argument").strip();
                seen += argument.isEmpty() ? 0 : 1;
                if (!CONSTANT.matcher(argument).matches() && isCallOnString(source, call)) {
                    found.add(RepositoryFiles.ROOT.relativize(source) + ": " + call.group());
                }
            }
        }
        assertThat(seen).isGreaterThan(10);
        assertThat(found).isEmpty();
    }

    /// Whether the class calls the method of [String]; a method of ours, or a matcher's, may have the same name.
    private static boolean isCallOnString(Path source, Matcher call) {
        String name = source.getFileName().toString().replace(".java", "");
        return ProductClasses.ALL.stream()
                .filter(type -> type.getSource()
                        .flatMap(where -> where.getFileName())
                        .filter(file -> file.equals(name + ".java"))
                        .isPresent())
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .anyMatch(made -> made.getTargetOwner().isEquivalentTo(String.class)
                        && OF_STRINGS.contains(made.getName())
                        && call.group().contains("." + made.getName() + "("));
    }
}
