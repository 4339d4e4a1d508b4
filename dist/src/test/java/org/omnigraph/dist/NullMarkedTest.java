package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Every package is `@NullMarked`, so that NullAway checks it.
class NullMarkedTest {
    @Test
    void packages_areNullMarked() {
        Set<String> packages = ProductClasses.ALL.stream()
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> unmarked = packages.stream()
                .filter(name -> ProductClasses.ALL.stream()
                        .noneMatch(
                                c -> c.getName().equals(name + ".package-info") && c.isAnnotatedWith(NullMarked.class)))
                .toList();
        assertThat(packages.size()).isGreaterThan(15);
        assertThat(unmarked).isEmpty();
    }
}
