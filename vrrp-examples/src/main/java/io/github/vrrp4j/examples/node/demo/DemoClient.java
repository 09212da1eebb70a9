package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The process of the client: asks each virtual address at a steady rate who is there. Observations go to standard output as
 * lines.
 */
@Command(name = DemoClient.COMMAND, hidden = true, description = "The client of the demonstration.")
public final class DemoClient implements Callable<Integer> {

    /** The hidden command that starts it. */
    public static final String COMMAND = "demo-client";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    /** Each an address, for datagrams, or {@code tcp://ADDRESS} or {@code http://ADDRESS/PATH}. */
    @Parameters(arity = "1..*", paramLabel = "ADDRESS")
    private List<String> targets = List.of();

    /** Creates it; picocli sets the rest. */
    public DemoClient() {}

    /** Runs until a signal comes or standard input ends; returns only with an exception. */
    @Override
    public Integer call() throws IOException {
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
        PrintWriter out = spec.commandLine().getOut();
        synchronized (out) {
            out.println(Observation.line(answer));
            out.flush();
        }
    }
}
