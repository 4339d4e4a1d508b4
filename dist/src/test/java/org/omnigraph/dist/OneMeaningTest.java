package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A simple name has one meaning in the whole product: nobody has to look at the imports to know which one is meant.
class OneMeaningTest {
    @Test
    void simpleNames_standOnce() {
        Map<String, TreeSet<String>> byName = new TreeMap<>();
        for (JavaClass each : ProductClasses.ALL) {
            if (each.isTopLevelClass() && !each.getSimpleName().equals("package-info")) {
                byName.computeIfAbsent(each.getSimpleName(), name -> new TreeSet<>())
                        .add(each.getName());
            }
        }
        List<TreeSet<String>> twice =
                byName.values().stream().filter(names -> names.size() > 1).toList();
        assertThat(byName.size()).isGreaterThan(ProductClasses.FLOOR);
        assertThat(twice).isEmpty();
    }

    /// Classes of `benchmarks`, which this module does not see, are files all the same.
    @Test
    void mainFiles_haveNamesOfTheirOwn_inEveryModule() throws IOException {
        Map<String, List<String>> byName = RepositoryFiles.javaSources().stream()
                .map(path -> RepositoryFiles.ROOT.relativize(path).toString())
                .filter(path -> path.contains("src/main/java/") && !path.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(path -> path.substring(path.lastIndexOf('/') + 1)));
        assertThat(byName.size()).isGreaterThan(ProductClasses.FLOOR);
        assertThat(byName.values()).allSatisfy(paths -> assertThat(paths).hasSize(1));
    }
}
