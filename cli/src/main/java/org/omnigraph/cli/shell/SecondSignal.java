package org.omnigraph.cli.shell;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/// Hears the signals that follow a first one. The JVM itself drops them while its shutdown hooks run, and only
/// `sun.misc.Signal` of the supported module `jdk.unsupported` can listen to them. The compiler refuses that
/// name with a warning that cannot be switched off, so it is looked up when the first signal is there, which
/// also costs other runs nothing.
final class SecondSignal {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private SecondSignal() {}

    /// Calls `listener` with the number of each signal that comes from now on.
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
                default -> "the listener to a second signal";
            };
            Object instance = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, heard);
            for (String name : SIGNALS) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), instance);
            }
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
