package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.io.OutputStream;

/** What the processes of a stage have in common. */
final class DemoProcess {

    private DemoProcess() {}

    /** Ends this JVM when whoever started it is gone: standard input is a pipe from there. */
    static void exitWhenInputEnds() {
        startThread("demo-parent-watch", () -> {
            System.in.transferTo(OutputStream.nullOutputStream());
            System.exit(0);
        });
    }

    /** What runs as long as the process. */
    @FunctionalInterface
    interface Part {
        /** Does it; any end is the end of the process. */
        void run() throws IOException;
    }

    /** Runs a part of the process on a thread of its own. */
    static void startThread(String name, Part part) {
        Thread thread = new Thread(
                () -> {
                    try {
                        part.run();
                    } catch (IOException e) {
                        System.err.println(name + ": " + e.getMessage());
                        System.exit(1);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
