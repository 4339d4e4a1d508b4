package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitReference;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No method of the product that nothing in the product calls: what only tests call proves nothing, and what nobody
/// calls is not read. A call counts for every method of its name and parameters, so that what is found is dead for
/// sure.
class DeadCodeTest {
    /// What only tests and benchmarks ask: they look into what has no other outlet, or make it for a case of theirs.
    private static final Set<String> FOR_TESTS = Set.of(
            "org.omnigraph.catalog.schema.SchemaPrinter.print(SchemaAst)",
            "org.omnigraph.catalog.value.ValueWriter.write(ValueType, Object, JsonGenerator)",
            "org.omnigraph.engine.image.FingerprintTable.contains(Fingerprint)",
            "org.omnigraph.engine.image.FingerprintTable.probes()",
            "org.omnigraph.engine.query.GqlRunner.cacheStats()",
            "org.omnigraph.engine.query.GqlRunner.cachedBytes()",
            "org.omnigraph.engine.query.QueryOptions.withEmbeddings(EmbeddingProvider)",
            "org.omnigraph.engine.query.QueryOptions.withLimits(QueryLimits)",
            "org.omnigraph.engine.query.column.StringTable.probes()",
            "org.omnigraph.engine.query.run.Groups.probes()",
            "org.omnigraph.engine.work.Lanes.waiting(Kind)",
            "org.omnigraph.engine.work.Lanes.working()",
            "org.omnigraph.engine.work.MemoryPool.active()",
            "org.omnigraph.engine.work.MemoryPool.peakBytes()",
            "org.omnigraph.engine.work.Turns.working()",
            "org.omnigraph.engine.work.WorkScope.run(Runnable)",
            "org.omnigraph.server.http.HttpOptions.plain(String, int)",
            "org.omnigraph.server.serve.Workbench.lanes()",
            "org.omnigraph.state.commitlog.ChainReport.isIntact()",
            // Wired by operations (retention of ledger records).
            "org.omnigraph.state.commitlog.CommitLog.expire(CommitRecord, String)",
            "org.omnigraph.state.commitlog.CommitLog.range(long, int)",
            "org.omnigraph.state.digest.HashKey.of(long, long)",
            "org.omnigraph.state.ledger.Ledger.log()",
            "org.omnigraph.state.ledger.Ledger.publish(LedgerSnapshot, ClusterState, LedgerChange)",
            "org.omnigraph.state.ledger.Ledger.replay()",
            "org.omnigraph.state.ledger.ReplayReport.isIntact()",
            "org.omnigraph.state.ledger.ResourceStatus.of(Status)");

    @Test
    void everyMethod_isCalled() {
        Set<String> called = called();
        assertThat(called).hasSizeGreaterThan(ProductClasses.FLOOR);
        Set<String> dead = new TreeSet<>();
        for (JavaClass type : ProductClasses.ALL) {
            if (type.getPackageName().startsWith("org.omnigraph.benchmarks")) {
                continue;
            }
            for (JavaMethod method : type.getMethods()) {
                if (!called.contains(signature(method)) && !isCalledUnseen(type, method)) {
                    dead.add(type.getFullName() + "." + method.getName() + "("
                            + method.getRawParameterTypes().stream()
                                    .map(JavaClass::getSimpleName)
                                    .collect(Collectors.joining(", "))
                            + ")");
                }
            }
        }
        assertThat(dead).containsExactlyInAnyOrderElementsOf(FOR_TESTS);
    }

    private static Set<String> called() {
        Set<String> called = new HashSet<>();
        for (JavaClass type : ProductClasses.ALL) {
            for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                add(call, called);
            }
            type.getMethodReferencesFromSelf().forEach(reference -> add(reference, called));
        }
        return called;
    }

    /// A method that only calls itself is dead, too.
    private static void add(JavaAccess<?> access, Set<String> called) {
        String target = access.getTarget().getName() + parameters(access);
        if (!(access.getOrigin() instanceof JavaMethod origin
                && signature(origin).equals(target))) {
            called.add(target);
        }
    }

    private static String parameters(JavaAccess<?> access) {
        List<JavaClass> types = switch (access) {
            case JavaMethodCall call -> call.getTarget().getRawParameterTypes();
            case JavaCodeUnitReference<?> reference -> reference.getTarget().getRawParameterTypes();
            default -> List.of();
        };
        return types.toString();
    }

    private static String signature(JavaMethod method) {
        return method.getName() + method.getRawParameterTypes();
    }

    /// By the virtual machine, by generated code, or through a type that is not ours.
    private static boolean isCalledUnseen(JavaClass type, JavaMethod method) {
        boolean made = method.getModifiers().contains(JavaModifier.SYNTHETIC)
                || method.getModifiers().contains(JavaModifier.BRIDGE)
                || (type.isEnum() && Set.of("values", "valueOf").contains(method.getName()))
                || (type.isRecord() && isAccessor(type, method))
                || Set.of("main", "writeObject", "readObject").contains(method.getName())
                || method.getName().startsWith("lambda$");
        return made
                || !method.getAnnotations().isEmpty()
                        && method.getAnnotations().stream()
                                .anyMatch(each -> !each.getRawType().getName().startsWith("org.jspecify"))
                || supertypes(type)
                        .filter(parent -> !parent.getPackageName().startsWith("org.omnigraph"))
                        .anyMatch(parent -> parent.getMethods().stream().anyMatch(each -> overrides(method, each)));
    }

    private static boolean isAccessor(JavaClass type, JavaMethod method) {
        return method.getRawParameterTypes().isEmpty()
                && type.tryGetField(method.getName()).isPresent();
    }

    /// Parameters of type variables have other raw types below.
    private static boolean overrides(JavaMethod method, JavaMethod parent) {
        return parent.getName().equals(method.getName())
                && parent.getRawParameterTypes().size()
                        == method.getRawParameterTypes().size();
    }

    private static Stream<JavaClass> supertypes(JavaClass type) {
        return Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream());
    }
}
