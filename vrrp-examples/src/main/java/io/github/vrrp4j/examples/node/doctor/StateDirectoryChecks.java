package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.netlink.Leftover;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The directory where nodes write down what they have on the host, and what of that is left. */
final class StateDirectoryChecks {
    private static final String STATE_DIRECTORY = "state-directory";
    private static final String LEFTOVERS = "leftovers";

    /** So many things are named; the others are counted. */
    private static final int MAX_NAMED = 3;

    private StateDirectoryChecks() {}

    /** Whether it can be used, and what is in it. */
    static List<Finding> judge(StateDirectoryFacts facts) {
        List<Finding> findings = new ArrayList<>();
        findings.add(directory(facts));
        List<String> left = facts.leftovers().stream()
                .filter(each -> each.outcome() == Leftover.Outcome.FOUND || each.outcome() == Leftover.Outcome.FAILED)
                .map(Leftover::text)
                .toList();
        if (!left.isEmpty()) {
            int named = Math.min(MAX_NAMED, left.size());
            findings.add(Finding.warn(
                    LEFTOVERS,
                    Finding.HOST,
                    "nodes that are gone may have left something on this host: "
                            + String.join(", ", left.subList(0, named))
                            + (left.size() > named ? ", and " + (left.size() - named) + " more" : ""),
                    cleanup(facts.path()) + "; or start a node with this state directory, which does the same"));
        }
        return findings;
    }

    private static String cleanup(Path path) {
        return "./vrrp cleanup" + (path.equals(NodeConfig.DEFAULT_STATE_DIRECTORY) ? "" : " --state-directory " + path);
    }

    private static Finding directory(StateDirectoryFacts facts) {
        Path path = facts.path();
        String subject = path.toString();
        return switch (facts.kind()) {
            case NO_DIRECTORY ->
                Finding.fail(
                        STATE_DIRECTORY,
                        subject,
                        "something else than a directory is there",
                        "ls -ld " + path + "; move it away, or write another state-directory into the file");
            case MISSING ->
                facts.writable()
                        ? Finding.ok(STATE_DIRECTORY, subject, "not there yet, and can be made")
                        : Finding.fail(
                                STATE_DIRECTORY,
                                subject,
                                "not there, and this user cannot make it",
                                "mkdir -p " + path
                                        + "; and chown it to the user of the node, or RuntimeDirectory= in the"
                                        + " systemd unit, or write another state-directory into the file");
            case DIRECTORY -> existing(facts);
        };
    }

    private static Finding existing(StateDirectoryFacts facts) {
        Path path = facts.path();
        if (facts.othersWrite()) {
            return Finding.fail(
                    STATE_DIRECTORY,
                    path.toString(),
                    "everybody may write to it, and could so have anything removed from this host",
                    "chmod o-w " + path);
        }
        if (!facts.writable()) {
            return Finding.fail(
                    STATE_DIRECTORY,
                    path.toString(),
                    "this user may not write to it",
                    "chown $(id -u) " + path
                            + "; or run it as its owner, or write another state-directory into the file");
        }
        return facts.problem() == null
                ? Finding.ok(STATE_DIRECTORY, path.toString(), "there, and writable for this user")
                : Finding.fail(
                        STATE_DIRECTORY,
                        path.toString(),
                        facts.problem(),
                        "ls -l " + path + "; every file in it must be this user's");
    }
}
