package io.github.vrrp4j.examples.node.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP. The JDK has no public way to take a signal: {@code sun.misc.Signal} of the module jdk.unsupported is asked for by
 * reflection, since the compiler warns of it whatever one does.
 */
final class ReloadSignal {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadSignal.class);

    private ReloadSignal() {}

    /** From now on SIGHUP does not end the process. Where there is no such signal, or
     * whoever started this process has it ignored, this is only logged. */
    static void onReceived(Runnable action) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                            return null;
                        }
                        return switch (method.getName()) {
                            case "equals" -> arguments != null && proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> "SIGHUP";
                        };
                    });
            Object signal = signalType.getConstructor(String.class).newInstance("HUP");
            Object before =
                    signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
            if (before == handlerType.getField("SIG_IGN").get(null)) { // and the JVM leaves it so
                LOG.info("SIGHUP does not reload: whoever started the node, such as nohup, has it ignored;"
                        + " 'vrrp reload' does");
            }
        } catch (InvocationTargetException e) { // no such signal here, or the JVM was started with -Xrs
            LOG.info("SIGHUP does not reload: {}", String.valueOf(e.getCause()));
        } catch (ReflectiveOperationException e) {
            LOG.info("SIGHUP does not reload: {}", e.toString());
        }
    }
}
