package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.NeighborProbe;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Asks on any number of interfaces at once who has which address. */
final class NeighborAnswers implements AutoCloseable {

    /** A frame may be lost. */
    private static final int ROUNDS = 3;

    private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Claims are heard unasked too: so many addresses of one interface are remembered, against floods. */
    private static final int MAX_CLAIMED = 4096;

    private final List<Question> questions = new ArrayList<>();

    /** What is asked on one interface for one family, and who answered. */
    static final class Question {
        private final NeighborProbe probe;
        private final @Nullable IpAddress linkLocal;
        private final Collection<IpAddress> addresses;
        private final Map<IpAddress, Set<MacAddress>> claims = new HashMap<>();
        private @Nullable String problem;

        private Question(NeighborProbe probe, @Nullable IpAddress linkLocal, Collection<IpAddress> addresses) {
            this.probe = probe;
            this.linkLocal = linkLocal;
            this.addresses = addresses;
        }

        private void ask() {
            try {
                for (IpAddress address : addresses) {
                    if (linkLocal == null) {
                        probe.askIpv4(address);
                    } else {
                        probe.askIpv6(linkLocal, address);
                    }
                }
            } catch (IOException e) {
                problem = e.getMessage();
            }
        }

        private void poll() {
            probe.poll(claim -> {
                if (claims.size() < MAX_CLAIMED || claims.containsKey(claim.address())) {
                    claims.computeIfAbsent(claim.address(), address -> new HashSet<>())
                            .add(claim.mac());
                }
            });
        }

        /** Who claimed which address. */
        Map<IpAddress, Set<MacAddress>> claims() {
            return claims;
        }

        /** Why the last question could not be sent; null if it was. */
        @Nullable
        String problem() {
            return problem;
        }
    }

    /**
     * Plans to ask for IPv4 addresses.
     *
     * @throws IOException if that is not possible on this interface
     */
    Question ipv4(String interfaceName, Collection<IpAddress> addresses) throws IOException {
        return add(new Question(NeighborProbe.open(interfaceName, AddressFamily.IPV4), null, addresses));
    }

    /**
     * Plans to ask for IPv6 addresses.
     *
     * @param linkLocal the address of the interface to ask from
     * @throws IOException if that is not possible on this interface
     */
    Question ipv6(String interfaceName, IpAddress linkLocal, Collection<IpAddress> addresses) throws IOException {
        return add(new Question(NeighborProbe.open(interfaceName, AddressFamily.IPV6), linkLocal, addresses));
    }

    private Question add(Question question) {
        questions.add(question);
        return question;
    }

    /** Asks for everything three times and waits for answers; about a second. */
    void ask() {
        for (int round = 0; round < ROUNDS && !questions.isEmpty(); round++) {
            questions.forEach(Question::ask);
            long endNs = System.nanoTime() + ROUND_NS;
            while (System.nanoTime() - endNs < 0) {
                LockSupport.parkNanos(POLL_NS);
                questions.forEach(Question::poll);
            }
        }
    }

    @Override
    public void close() {
        questions.forEach(question -> question.probe.close());
    }
}
