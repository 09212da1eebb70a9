package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.io.OutputStream;

/** What the processes of a stage have in common. */
final class DemoProcess {

    private DemoProcess() {}

    /** Ends this JVM when whoever started it is gone: standard input is a pipe from there. */
    static void exitWhenInputEnds() {
        Thread watcher = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // as good as the end
                    }
                    System.exit(0);
                },
                "demo-parent-watch");
        watcher.setDaemon(true);
        watcher.start();
    }
}
