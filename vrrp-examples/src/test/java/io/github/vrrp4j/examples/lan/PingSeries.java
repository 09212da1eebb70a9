package io.github.vrrp4j.examples.lan;

import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that pings every 50 ms, and when it had no answers. Ends with its host. */
final class PingSeries {

    private static final int INTERVAL_MS = 50;
    private static final Pattern ANSWER = Pattern.compile(".* icmp_seq=(\\d+) .*time=.*");

    private final RunningProgram ping;

    private PingSeries(RunningProgram ping) {
        this.ping = ping;
    }

    /** Starts, and returns after the first answer. */
    static PingSeries start(Host from, String to) {
        RunningProgram ping = from.namespace().spawn("ping", "-n", "-i", "0.05", to);
        ping.awaitLine(line -> ANSWER.matcher(line).matches(), Lan.SOON);
        return new PingSeries(ping);
    }

    /** Waits for the answer to a ping that is sent from now on, and for those of another second. */
    void awaitAnswers() {
        int before = numbers().size();
        Lan.await("pings are answered", () -> numbers().size() >= before + 1000 / INTERVAL_MS);
    }

    /** For how long each outage lasted so far, in milliseconds: more than two pings in a row without an answer. */
    List<Integer> outagesMs() {
        List<Integer> numbers = numbers();
        List<Integer> outagesMs = new ArrayList<>();
        for (int i = 1; i < numbers.size(); i++) {
            int lost = numbers.get(i) - numbers.get(i - 1) - 1;
            if (lost > 2) {
                outagesMs.add(lost * INTERVAL_MS);
            }
        }
        return outagesMs;
    }

    private List<Integer> numbers() {
        return ping.output()
                .lines()
                .map(ANSWER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .sorted()
                .toList();
    }
}
