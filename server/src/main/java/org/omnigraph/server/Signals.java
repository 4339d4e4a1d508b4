package org.omnigraph.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/// Hears SIGTERM and SIGINT before the JVM does anything about them: once it begins to end, its shutdown hooks
/// run all at once, and Iceberg's takes the worker threads away from requests that are being answered. Only
/// `sun.misc.Signal` of the supported module `jdk.unsupported` can listen; the compiler refuses that name with
/// a warning that cannot be switched off, so it is looked up.
final class Signals {
    private static final List<String> NAMES = List.of("TERM", "INT");

    private Signals() {}

    /// Calls `listener` with the number of each signal that comes from now on, in a thread of its own.
    ///
    /// @return false if this JVM has no such thing
    static boolean listen(IntConsumer listener) {
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
            for (String name : NAMES) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), instance);
            }
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
