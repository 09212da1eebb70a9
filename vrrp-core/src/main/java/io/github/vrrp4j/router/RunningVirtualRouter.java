package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Actions;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One virtual router at work: its state machine, joined to its link and its addresses. Runs on the loop. */
final class RunningVirtualRouter implements Actions, VirtualAddresses.Outcome {

    /** What other threads may see, replaced as a whole when something of it changes. */
    private record Published(
            State state,
            @Nullable Cause lastCause,
            int priority,
            @Nullable IpAddress lastAdvSource,
            long masterAdverIntervalNs,
            long skewTimeNs,
            long masterDownIntervalNs,
            boolean addressesHeld) {}

    /** How long a virtual router whose addresses were refused leaves them to others before it tries again. */
    private static final long RESTART_DELAY_NS = 10_000_000_000L;

    private static final long NEVER = VirtualRouter.NO_DEADLINE;

    private final VirtualRouterId id;
    private final VirtualRouterConfig config;
    private final Link link;
    private final Network network;
    private final EventDispatcher events;
    private final VirtualRouter machine;
    private final VirtualAddresses addresses;
    private final AdvertisementEncoder encoder;
    private final IpAddress group;
    private final ReceiveRules receiveRules;
    private final Counters<Counter> counters = new Counters<>(Counter.class);
    private final Counters<Verdict> discarded = new Counters<>(Verdict.class);
    private final RateLimit sendFailureLimit = new RateLimit();

    private long eventSequence;
    private @Nullable Cause lastCause;
    private @Nullable IpAddress lastAdvSource;
    private long restartNs = NEVER;
    private volatile Published published;

    RunningVirtualRouter(
            VirtualRouterId id,
            VirtualRouterConfig config,
            Link link,
            Network network,
            AddressManager addressManager,
            Executor addressExecutor,
            Consumer<Runnable> loop,
            EventDispatcher events) {
        this.id = id;
        this.config = config;
        this.link = link;
        this.network = network;
        this.events = events;
        this.machine = new VirtualRouter(config, this);
        this.addresses = new VirtualAddresses(
                id.interfaceName(),
                config.addresses(),
                addressManager,
                network.neighborAnnouncer(),
                network.clock(),
                addressExecutor,
                loop,
                this);
        this.encoder = new AdvertisementEncoder(
                Advertisement.VERSION_3,
                config.vrid(),
                config.addresses().stream().map(VirtualAddress::address).toList());
        this.group = config.family().vrrpGroup();
        this.receiveRules = config.strictChecksum()
                ? new ReceiveRules(false, true, config.checksumForm(), true)
                : ReceiveRules.VERSION_3;
        this.published = currentState();
    }

    // Inputs from the loop

    void startup(long nowNs) {
        restartNs = NEVER;
        machine.startup(nowNs);
        publish();
    }

    void shutdown() {
        restartNs = NEVER;
        machine.shutdown(Cause.SHUTDOWN);
        publish();
    }

    /** Whether nothing is left to be done after {@link #shutdown}. */
    boolean isTerminated() {
        return machine.state() == State.INITIALIZE && addresses.settled();
    }

    void onWake(long nowNs) {
        machine.onWake(nowNs);
    }

    long deadlineNs() {
        return Math.min(Math.min(machine.deadlineNs(), addresses.deadlineNs()), restartNs);
    }

    void onDeadline(long nowNs) {
        machine.onDeadline(nowNs);
        addresses.onDeadline(nowNs);
        if (nowNs >= restartNs) {
            startup(nowNs);
        }
        publish();
    }

    /** Takes a packet with this VRID whose header was verified. */
    Verdict onPacket(long nowNs, AdvertisementView packet) {
        Verdict verdict = packet.isFrom(link.source()) ? Verdict.OWN_SOURCE : packet.verifyMessage(receiveRules);
        if (verdict != Verdict.VALID) {
            discarded.increment(verdict);
            return verdict;
        }
        count(packet);
        if (lastAdvSource == null || !packet.isFrom(lastAdvSource)) {
            lastAdvSource = packet.source();
        }
        machine.onAdvertisement(
                nowNs, packet.priority(), packet.maxAdverIntervalCs(), packet.compareSourceTo(link.source()));
        publish();
        return verdict;
    }

    private void count(AdvertisementView packet) {
        counters.increment(Counter.ADVERTISEMENT_RCVD);
        if (packet.priority() == 0) {
            counters.increment(Counter.PRIORITY_ZERO_PKTS_RCVD);
        }
        counters.increment(
                packet.checksumForm() == ChecksumForm.MESSAGE_ONLY
                        ? Counter.MESSAGE_ONLY_CHECKSUMS_RCVD
                        : Counter.PSEUDO_HEADER_CHECKSUMS_RCVD);
    }

    // Actions of the state machine

    @Override
    public void sendAdvertisement(int priority) {
        try {
            int length = encoder.encode(
                    link.sendBuffer(),
                    0,
                    priority,
                    config.advertisementIntervalCs(),
                    config.checksumForm(),
                    link.source(),
                    group);
            link.send(length);
        } catch (IOException e) {
            onSendFailure(e);
            return;
        } catch (RuntimeException e) { // or the machine would not come to the other effects of its transition
            onSendFailure(new IOException("link: " + e, e));
            return;
        }
        counters.increment(Counter.ADVERTISEMENT_SENT);
        if (priority == 0) {
            counters.increment(Counter.PRIORITY_ZERO_PKTS_SENT);
        }
    }

    private void onSendFailure(IOException error) {
        long failures = counters.increment(Counter.SEND_FAILURES);
        if (sendFailureLimit.permits(network.clock().nanoTime())) {
            events.emit(new VrrpEvent.SendFailed(id, ++eventSequence, error, failures));
        }
    }

    @Override
    public void acquireAddresses() {
        addresses.acquire();
    }

    @Override
    public void releaseAddresses() {
        addresses.release();
    }

    @Override
    public void announceAddresses() {
        addresses.announce(network.clock().nanoTime());
    }

    @Override
    public void transition(State from, State to, Cause cause) {
        lastCause = cause;
        if (to == State.MASTER) {
            counters.increment(Counter.MASTER_TRANSITIONS);
        }
        publish(); // before the event, so that a listener who asks for the status finds what it was told
        events.emit(new VrrpEvent.Transition(id, ++eventSequence, from, to, cause));
    }

    @Override
    public void stalled(long silentNs) {
        counters.increment(Counter.STALLS);
        events.emit(new VrrpEvent.Stalled(id, ++eventSequence, Duration.ofNanos(silentNs)));
    }

    // Outcomes of address work, on the loop

    @Override
    public void acquired() {
        publish();
        events.emit(new VrrpEvent.AddressesAcquired(id, ++eventSequence, config.addresses()));
    }

    @Override
    public void released() {
        publish();
        events.emit(new VrrpEvent.AddressesReleased(id, ++eventSequence, config.addresses()));
    }

    @Override
    public void failed(IOException error, int attempt, boolean acquiring, @Nullable Duration retryIn) {
        counters.increment(Counter.ADDRESS_FAILURES);
        events.emit(new VrrpEvent.AddressFailed(id, ++eventSequence, error, attempt, retryIn));
        if (acquiring && retryIn == null) {
            // A MASTER that cannot hold the addresses would keep every other router from holding them.
            machine.shutdown(Cause.ADDRESS_REFUSED);
            restartNs = network.clock().nanoTime() + RESTART_DELAY_NS;
            publish();
        }
    }

    @Override
    public void announcementFailed(IOException error) {
        events.emit(new VrrpEvent.AnnouncementFailed(id, ++eventSequence, error));
    }

    // What other threads may ask

    VirtualRouterStatus status() {
        Published now = published;
        return new VirtualRouterStatus(
                id,
                now.state(),
                now.lastCause(),
                now.priority(),
                now.lastAdvSource(),
                Duration.ofNanos(now.masterAdverIntervalNs()),
                Duration.ofNanos(now.skewTimeNs()),
                Duration.ofNanos(now.masterDownIntervalNs()),
                config.addresses(),
                now.addressesHeld(),
                counters.snapshot(),
                discarded.snapshot());
    }

    /** Allocates only when something changed, so not in steady state. */
    private void publish() {
        Published last = published;
        if (last.state() != machine.state()
                || last.lastCause() != lastCause
                || last.priority() != machine.priority()
                || !Objects.equals(last.lastAdvSource(), lastAdvSource)
                || last.masterAdverIntervalNs() != machine.masterAdverIntervalNs()
                || last.addressesHeld() != addresses.held()) {
            published = currentState();
        }
    }

    private Published currentState() {
        return new Published(
                machine.state(),
                lastCause,
                machine.priority(),
                lastAdvSource,
                machine.masterAdverIntervalNs(),
                machine.skewTimeNs(),
                machine.masterDownIntervalNs(),
                addresses.held());
    }
}
