package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A flattened class answers like the class it was made from.
class SwitchFlattenerTest {

    /// What is flattened: a sealed type with records, switched over by pattern.
    sealed interface Shape {
        record Circle(double radius) implements Shape {}

        record Box(int width, String name) implements Shape {}

        record Nothing() implements Shape {}
    }

    /// The switch.
    static final class Describing {
        private Describing() {}

        public static String describe(Object shape) {
            return switch (shape) {
                case Shape.Circle(double radius) when radius > 10 -> "a large circle";
                case Shape.Circle circle -> "a circle of " + circle.radius();
                case Shape.Box(int width, String name) -> name + " is " + width + " wide";
                case Shape.Nothing nothing -> "nothing";
                default -> "no shape";
            };
        }
    }

    /// Defines some classes from changed bytes, all others as usual.
    private static final class Flattened extends ClassLoader {
        private int changed;

        Flattened() {
            super(SwitchFlattenerTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(SwitchFlattenerTest.class.getName() + "$") || name.endsWith("Flattened")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = in.readAllBytes();
                byte[] flat = SwitchFlattener.flatten(ClassFile.of(), bytes);
                changed += java.util.Arrays.equals(flat, bytes) ? 0 : 1;
                return defineClass(name, flat, 0, flat.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private final Flattened loader = new Flattened();

    @Test
    void switch_flattened_choosesTheSameCase() throws ReflectiveOperationException {
        assertThat(describe(shape("Circle", double.class, 12.0))).isEqualTo("a large circle");
        assertThat(describe(shape("Circle", double.class, 2.0))).isEqualTo("a circle of 2.0");
        assertThat(describe(box(3, "crate"))).isEqualTo("crate is 3 wide");
        assertThat(describe(loader.loadClass(Shape.Nothing.class.getName())
                        .getDeclaredConstructor()
                        .newInstance()))
                .isEqualTo("nothing");
        assertThat(describe("text")).isEqualTo("no shape");
        assertThat(loader.changed).isGreaterThanOrEqualTo(4);
    }

    @Test
    void records_flattened_compareComponentByComponent() throws ReflectiveOperationException {
        assertThat(box(3, "crate")).isEqualTo(box(3, "crate")).hasSameHashCodeAs(box(3, "crate"));
        assertThat(box(3, "crate")).isNotEqualTo(box(4, "crate")).isNotEqualTo(box(3, "case"));
        assertThat(shape("Circle", double.class, Double.NaN)).isEqualTo(shape("Circle", double.class, Double.NaN));
        assertThat(shape("Circle", double.class, 0.0)).isNotEqualTo(shape("Circle", double.class, -0.0));
        assertThat(box(3, "crate").equals("crate")).isFalse();
    }

    private Object shape(String name, Class<?> type, Object value) throws ReflectiveOperationException {
        return loader.loadClass(Shape.class.getName() + "$" + name)
                .getDeclaredConstructor(type)
                .newInstance(value);
    }

    private Object box(int width, String name) throws ReflectiveOperationException {
        return loader.loadClass(Shape.Box.class.getName())
                .getDeclaredConstructor(int.class, String.class)
                .newInstance(width, name);
    }

    private Object describe(Object shape) throws ReflectiveOperationException {
        try {
            var method = loader.loadClass(Describing.class.getName()).getDeclaredMethod("describe", Object.class);
            method.setAccessible(true);
            return method.invoke(null, shape);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
