package org.omnigraph.state.signal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/// Hears signals before the JVM does anything about them, or after: once it begins to end it drops those that follow.
/// Only `sun.misc.Signal` of the supported module `jdk.unsupported` can listen; the compiler refuses that name with
/// a warning that cannot be switched off, so it is looked up when somebody listens, which costs other runs nothing.
public final class Signals {
    private Signals() {}

    /// Calls `listener` with the number of each of these signals that comes from now on, in a thread of its own.
    ///
    /// @param names without `SIG`, as `TERM`
    /// @return false if this JVM has no such thing
    public static boolean listen(List<String> names, IntConsumer listener) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler heard = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    listener.accept((int) signal.getMethod("getNumber").invoke(arguments[0]));
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                default -> "the listener to signals";
            };
            Object instance = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, heard);
            for (String name : names) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), instance);
            }
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
