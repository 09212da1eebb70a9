package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The process of the client: asks each virtual address at a steady rate who is there. */
public final class DemoClient {

    /** The hidden command that starts it. */
    public static final String COMMAND = "demo-client";

    private final List<String> targets;
    private final PrintWriter out;

    /**
     * Creates it; observations go to {@code out} as lines.
     *
     * @param targets where to ask, each an address, for datagrams, or {@code tcp://ADDRESS} or {@code http://ADDRESS/PATH}
     */
    public DemoClient(List<String> targets, PrintWriter out) {
        this.targets = List.copyOf(targets);
        this.out = out;
    }

    /** Runs until a signal comes or standard input ends; returns only with an exception. */
    public int run() throws IOException {
        DemoProcess.exitWhenInputEnds();
        List<DemoTarget> asked = new ArrayList<>();
        for (String target : targets) {
            asked.add(DemoTarget.open(target, this::tell));
        }
        long nextNs = System.nanoTime();
        for (long sequence = 0; ; sequence++) {
            long nowNs = System.nanoTime();
            while (nowNs < nextNs) {
                LockSupport.parkNanos(nextNs - nowNs);
                nowNs = System.nanoTime();
            }
            nextNs = Math.max(nextNs + Cast.REQUEST_INTERVAL.toNanos(), nowNs);
            for (DemoTarget target : asked) {
                target.ask(sequence, nowNs);
            }
        }
    }

    private void tell(Observation.Answer answer) {
        synchronized (out) {
            out.println(Observation.line(answer));
            out.flush();
        }
    }
}
