package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/architecture.md` names the rooms that there are.
class ArchitecturePageTest {
    private static final String ROOT = "org.omnigraph.";
    private static final Pattern FENCED = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern ROOM = Pattern.compile("[a-z]+(\\.[a-z]+)*");
    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
    private static final int STEPS = 6;

    private static Set<String> packages() {
        return ProductClasses.ALL.stream()
                .map(each -> each.getPackageName().substring(ROOT.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String page() throws IOException {
        return Files.readString(RepositoryFiles.ROOT.resolve("docs/architecture.md"));
    }

    private static Set<String> named(Pattern kind) throws IOException {
        return CODE.matcher(FENCED.matcher(page()).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .filter(kind.asMatchPredicate())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void rooms_thatAreNamed_exist() throws IOException {
        Set<String> modules = packages().stream()
                .map(name -> name.replaceAll("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = named(ROOM).stream()
                .filter(name -> modules.contains(name.replaceAll("\\..*", "")))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = packages();
        known.addAll(modules);
        assertThat(named.size()).isGreaterThan(50);
        assertThat(known).containsAll(named);
    }

    @Test
    void topRooms_areAllNamed() throws IOException {
        Set<String> top = packages().stream()
                .map(name -> Arrays.stream(name.split("\\.", -1)).limit(2).collect(Collectors.joining(".")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named(ROOM)).containsAll(top);
    }

    @Test
    void classes_thatAreNamed_exist() throws IOException {
        Set<String> known = ProductClasses.ALL.stream()
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = named(CLASS);
        named.removeIf(name -> name.endsWith("Test"));
        assertThat(named.size()).isGreaterThan(30);
        assertThat(known).containsAll(named);
    }

    @Test
    void ways_haveSixSteps() throws IOException {
        List<String> ways = Pattern.compile("^### ", Pattern.MULTILINE)
                .splitAsStream(page())
                .skip(1)
                .toList();
        assertThat(ways)
                .hasSize(4)
                .allSatisfy(way -> assertThat(Pattern.compile("^(\\d)\\. ", Pattern.MULTILINE)
                                .matcher(way)
                                .results()
                                .map((MatchResult step) -> step.group(1))
                                .toList())
                        .hasSize(STEPS));
    }
}
