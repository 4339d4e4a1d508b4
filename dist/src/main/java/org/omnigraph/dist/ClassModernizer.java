package org.omnigraph.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.ConstantInstruction;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Rewrites class files older than Java 6 in a jar of the image so that they carry stack maps. The JVM keeps older
/// classes out of its AOT cache and verifies them with its slow verifier at every start; picocli is compiled that
/// way, for the sake of users we do not have. Nothing else about a class changes.
final class ClassModernizer {
    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
    private static final int TARGET = ClassFile.JAVA_17_VERSION;

    /// picocli asks for this optional class at every start. It is not there, and to find that out the class loader
    /// opens every jar of the class path, which costs more than all of `validate`. A class of the JDK that nothing
    /// extends gives the same answer at once.
    private static final String ABSENT_CLASS = "groovy.lang.Closure";

    private static final String STAND_IN = "java.lang.Void";

    /// Passes every instruction through, so that the code, and with it the stack maps, is built anew; code that is
    /// merely handed on is copied as it was.
    private static final ClassTransform REBUILT = ClassTransform.transformingMethodBodies(ClassModernizer::pass)
            .andThen(ClassTransform.endHandler(builder -> builder.withVersion(TARGET, 0)));

    private ClassModernizer() {}

    /// Gives old class files stack maps, in place; returns how many were old.
    static int modernize(Path jar) throws IOException {
        return rewrite(jar, (classFile, bytes) -> {
            ClassModel model = classFile.parse(bytes);
            return model.majorVersion() >= FIRST_WITH_STACK_MAPS ? bytes : classFile.transformClass(model, REBUILT);
        });
    }

    /// Replaces pattern switches and record methods by plain code, in place; returns how many classes had some.
    static int flatten(Path jar) throws IOException {
        return rewrite(jar, SwitchFlattener::flatten);
    }

    /// One class file in, one out; the same array if there is nothing to change.
    private interface Rewriting {
        byte[] apply(ClassFile classFile, byte[] bytes);
    }

    private static int rewrite(Path jar, Rewriting rewriting) throws IOException {
        int count = 0;
        Path work = Files.createTempFile(jar.toAbsolutePath().getParent(), "modern", ".jar");
        Files.copy(jar, work, StandardCopyOption.REPLACE_EXISTING);
        try (URLClassLoader loader = new URLClassLoader(jarsBeside(jar));
                FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + work.toUri()), Map.of())) {
            ClassFile classFile = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ConstantPoolSharingOption.NEW_POOL,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)
                            .orElse(ClassHierarchyResolver.defaultResolver())));
            for (Path path : classes(files)) {
                byte[] bytes;
                try (InputStream in = Files.newInputStream(path)) {
                    bytes = in.readAllBytes();
                }
                byte[] modern = rewriting.apply(classFile, bytes);
                if (Arrays.equals(modern, bytes)) {
                    continue;
                }
                try (OutputStream out = Files.newOutputStream(path)) {
                    out.write(modern);
                }
                count++;
            }
        }
        Files.move(work, jar, StandardCopyOption.REPLACE_EXISTING);
        return count;
    }

    private static void pass(CodeBuilder code, CodeElement element) {
        if (element instanceof ConstantInstruction constant
                && constant.constantValue().equals(ABSENT_CLASS)) {
            code.loadConstant(STAND_IN);
        } else {
            code.with(element);
        }
    }

    /// All jars of the image: to merge types, the class-file API asks what extends what.
    private static URL[] jarsBeside(Path jar) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(jar.toAbsolutePath().getParent(), "*.jar")) {
            for (Path other : jars) {
                urls.add(other.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static List<Path> classes(FileSystem files) throws IOException {
        try (Stream<Path> all = Files.walk(files.getPath("/"))) {
            return all.filter(path -> path.toString().endsWith(".class"))
                    .filter(path -> !path.toString().startsWith("/META-INF"))
                    .sorted()
                    .toList();
        }
    }
}
