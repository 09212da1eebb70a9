package io.github.vrrp4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** What holds for every sequence of inputs in every order, at every distance in time. */
final class VirtualRouterPropertyTest {

    enum Kind {
        STARTUP,
        SHUTDOWN,
        ADVERTISEMENT,
        DEADLINE,
        WAKE,
        PRIORITY,
        CONFIGURE,
        MAY_BECOME_MASTER,
        MAY_NOT_BECOME_MASTER,
        PROCEED,
        RESIGN,
        RESIGN_AND_STAY_AWAY
    }

    /** How far the time goes on before an input, seen from the running timer, so that its edges are hit. */
    enum Step {
        NONE,
        SHORT,
        JUST_BEFORE_THE_DEADLINE,
        ON_THE_DEADLINE,
        LATE,
        VERY_LATE
    }

    /** An advertised priority, seen from our own. */
    enum Advertised {
        RESIGNING,
        LOWER,
        SAME,
        HIGHER,
        OWNER
    }

    record Input(
            Kind kind, Step step, Advertised advertised, int intervalCs, int sourceOrder, int priority, Setup setup) {}

    record Setup(
            Version version,
            int priority,
            int intervalCs,
            boolean preemptMode,
            int preemptDelayMs,
            int holdDownMs,
            boolean answersLosers) {

        Setup(int priority, int intervalCs) {
            this(Version.V3, priority, intervalCs, true, 0, 0, true);
        }

        VirtualRouterConfig config() {
            int wholeSeconds = intervalCs % 255 + 1;
            return VirtualRouterConfig.builder(51)
                    .version(version)
                    .priority(priority)
                    .advertisementInterval(
                            version == Version.V2
                                    ? Duration.ofSeconds(wholeSeconds)
                                    : Duration.ofMillis(10L * intervalCs))
                    .preemptMode(preemptMode)
                    .preemptDelay(Duration.ofMillis(preemptDelayMs))
                    .holdDown(Duration.ofMillis(holdDownMs))
                    .answersLosers(answersLosers)
                    .address("192.0.2.10/24")
                    .build();
        }
    }

    @Property(tries = 3000)
    @StatisticsReport(onFailureOnly = true)
    void theMachineAgreesWithTheTable(@ForAll("setups") Setup setup, @ForAll("inputs") List<Input> inputs) {
        var actions = new RecordedActions();
        var router = new VirtualRouter(setup.config(), actions);
        var model = new TableModel(setup.config());
        long nowNs = 0;
        for (Input input : inputs) {
            nowNs = after(nowNs, input.step, router.deadlineNs());

            give(input, router, nowNs);
            switch (input.kind) {
                case STARTUP -> model.startup(nowNs);
                case SHUTDOWN -> model.shutdown("SHUTDOWN");
                case ADVERTISEMENT ->
                    model.advertisement(
                            nowNs, advertised(input, router.priority()), input.intervalCs, input.sourceOrder);
                case DEADLINE -> model.time(nowNs);
                case WAKE -> model.wake(nowNs);
                case PRIORITY -> model.priority(input.priority);
                case CONFIGURE -> model.configure(nowNs, input.setup.config());
                case MAY_BECOME_MASTER, MAY_NOT_BECOME_MASTER -> {
                    actions.mayBecomeMaster(input.kind == Kind.MAY_BECOME_MASTER);
                    model.mayBecomeMaster(input.kind == Kind.MAY_BECOME_MASTER);
                }
                case PROCEED -> model.proceed(nowNs);
                case RESIGN -> model.resign(nowNs, -1);
                case RESIGN_AND_STAY_AWAY -> model.resign(nowNs, input.intervalCs % 5);
            }

            List<String> taken = actions.take();
            assertThat(taken).as("%s", input).isEqualTo(model.takeActions());
            assertThat(router.state()).hasToString(model.state());
            assertThat(router.deadlineNs()).as("%s", input).isEqualTo(model.deadlineNs());
            taken.stream().filter(line -> line.contains("->")).forEach(Statistics::collect);
        }
        Statistics.coverage(checker -> {
            checker.check("INITIALIZE -> MASTER STARTUP").count(count -> count > 0);
            checker.check("BACKUP -> MASTER MASTER_DOWN_TIMER").count(count -> count > 0);
            checker.check("BACKUP -> MASTER MASTER_RESIGNED").count(count -> count > 0);
            checker.check("BACKUP -> MASTER PREEMPTION").count(count -> count > 0);
            checker.check("BACKUP -> MASTER PREEMPT_DELAY_OVER").count(count -> count > 0);
            checker.check("BACKUP -> MASTER OWNER_PREEMPTION").count(count -> count > 0);
            checker.check("MASTER -> BACKUP HIGHER_PRIORITY").count(count -> count > 0);
            checker.check("MASTER -> BACKUP HIGHER_ADDRESS").count(count -> count > 0);
            checker.check("MASTER -> BACKUP YIELDED_AFTER_STALL").count(count -> count > 0);
            checker.check("MASTER -> INITIALIZE SHUTDOWN").count(count -> count > 0);
            checker.check("MASTER -> BACKUP RELINQUISHED").count(count -> count > 0);
        });
    }

    @Property(tries = 1000)
    void onlyAMasterAdvertisesExceptToResign(@ForAll("setups") Setup setup, @ForAll("inputs") List<Input> inputs) {
        List<String> wrong = new ArrayList<>();
        var router = new VirtualRouter[1];
        router[0] = new VirtualRouter(setup.config(), new Watch() {
            @Override
            public void sendAdvertisement(int priority) {
                State now = router[0].state();
                boolean expected = priority == 0 ? now != State.MASTER : now == State.MASTER;
                if (!expected || (priority != 0 && priority != router[0].priority())) {
                    wrong.add(priority + " in " + router[0].state());
                }
            }

            @Override
            public void transition(State from, State to, Cause cause) {
                if (from == to || to != router[0].state()) {
                    wrong.add(from + " -> " + to + " in " + router[0].state());
                }
            }
        });

        run(router[0], inputs);

        assertThat(wrong).isEmpty();
    }

    @Property(tries = 1000)
    void theAddressesAreHeldExactlyWhileMaster(@ForAll("setups") Setup setup, @ForAll("inputs") List<Input> inputs) {
        List<String> calls = new ArrayList<>();
        var router = new VirtualRouter(setup.config(), new Watch() {
            @Override
            public void acquireAddresses() {
                calls.add("acquire");
            }

            @Override
            public void releaseAddresses() {
                calls.add("release");
            }
        });
        long nowNs = 0;
        for (Input input : inputs) {
            nowNs = after(nowNs, input.step, router.deadlineNs());
            give(input, router, nowNs);

            for (int i = 0; i < calls.size(); i++) {
                assertThat(calls.get(i)).isEqualTo(i % 2 == 0 ? "acquire" : "release");
            }
            assertThat(calls.size() % 2 == 1).isEqualTo(router.state() == State.MASTER);
        }
    }

    @Property(tries = 1000)
    void aDeadlineIsNeverArmedInThePast(@ForAll("setups") Setup setup, @ForAll("inputs") List<Input> inputs) {
        var router = new VirtualRouter(setup.config(), new Watch());
        long nowNs = 0;
        for (Input input : inputs) {
            long beforeNs = router.deadlineNs();
            nowNs = after(nowNs, input.step, beforeNs);
            give(input, router, nowNs);

            if (router.state() == State.INITIALIZE) {
                assertThat(router.deadlineNs()).isEqualTo(VirtualRouter.NO_DEADLINE);
            } else if (router.deadlineNs() != beforeNs || input.kind == Kind.DEADLINE) {
                assertThat(router.deadlineNs()).isGreaterThan(nowNs);
            }
        }
    }

    @Property
    void aHigherPriorityHasTheStrictlyShorterSkewTime(
            @ForAll("priorities") int one, @ForAll("priorities") int other, @ForAll("intervalsCs") int intervalCs) {
        long oneNs = new VirtualRouter(new Setup(one, intervalCs).config(), new Watch()).skewTimeNs();
        long otherNs = new VirtualRouter(new Setup(other, intervalCs).config(), new Watch()).skewTimeNs();

        assertThat(Long.compare(oneNs, otherNs)).isEqualTo(Integer.compare(other, one));
        assertThat(oneNs).isPositive();
    }

    private static void run(VirtualRouter router, List<Input> inputs) {
        long nowNs = 0;
        for (Input input : inputs) {
            nowNs = after(nowNs, input.step, router.deadlineNs());
            give(input, router, nowNs);
        }
    }

    private static void give(Input input, VirtualRouter router, long nowNs) {
        switch (input.kind) {
            case STARTUP -> router.startup(nowNs);
            case SHUTDOWN -> router.shutdown(Cause.SHUTDOWN);
            case ADVERTISEMENT ->
                router.onAdvertisement(
                        nowNs, advertised(input, router.priority()), input.intervalCs, input.sourceOrder);
            case DEADLINE -> router.onDeadline(nowNs);
            case WAKE -> router.onWake(nowNs);
            case PRIORITY -> router.priority(input.priority);
            case CONFIGURE -> router.configure(nowNs, input.setup.config());
            case MAY_BECOME_MASTER, MAY_NOT_BECOME_MASTER -> {}
            case PROCEED -> router.proceed(nowNs);
            case RESIGN -> router.resign(nowNs, Cause.RELINQUISHED);
            case RESIGN_AND_STAY_AWAY -> router.resign(nowNs, Cause.RELINQUISHED, input.intervalCs % 5);
        }
    }

    private static int advertised(Input input, int own) {
        return switch (input.advertised) {
            case RESIGNING -> 0;
            case LOWER -> Math.max(1, own - 1);
            case SAME -> own;
            case HIGHER -> Math.min(255, own + 1);
            case OWNER -> 255;
        };
    }

    private static long after(long nowNs, Step step, long deadlineNs) {
        long dueNs = deadlineNs == VirtualRouter.NO_DEADLINE ? nowNs : Math.max(nowNs, deadlineNs);
        return switch (step) {
            case NONE -> nowNs;
            case SHORT -> nowNs + 7_000_001;
            case JUST_BEFORE_THE_DEADLINE -> Math.max(nowNs, dueNs - 1);
            case ON_THE_DEADLINE -> dueNs;
            case LATE -> dueNs + 3_000_000;
            case VERY_LATE -> dueNs + 200_000_000_000L;
        };
    }

    @Provide
    Arbitrary<Setup> setups() {
        return Combinators.combine(
                        Arbitraries.of(Version.values()),
                        priorities(),
                        intervalsCs(),
                        Arbitraries.of(true, false),
                        delaysMs(),
                        delaysMs(),
                        Arbitraries.of(true, false))
                .as(Setup::new);
    }

    private static Arbitrary<Integer> delaysMs() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(2, Arbitraries.integers().between(1, 14)), // over after one or two short steps
                Tuple.of(1, Arbitraries.integers().between(1, 60_000)));
    }

    @Provide
    Arbitrary<Integer> priorities() {
        return Arbitraries.oneOf(
                Arbitraries.of(1, 2, 100, 253, 254, 255), Arbitraries.integers().between(1, 255));
    }

    @Provide
    Arbitrary<Integer> intervalsCs() {
        return Arbitraries.oneOf(
                Arbitraries.of(1, 100, 4095), Arbitraries.integers().between(1, 4095));
    }

    @Provide
    Arbitrary<List<Input>> inputs() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(3, Kind.STARTUP),
                Tuple.of(1, Kind.SHUTDOWN),
                Tuple.of(8, Kind.ADVERTISEMENT),
                Tuple.of(8, Kind.DEADLINE),
                Tuple.of(3, Kind.WAKE),
                Tuple.of(1, Kind.PRIORITY),
                Tuple.of(1, Kind.CONFIGURE),
                Tuple.of(1, Kind.MAY_BECOME_MASTER),
                Tuple.of(1, Kind.MAY_NOT_BECOME_MASTER),
                Tuple.of(1, Kind.PROCEED),
                Tuple.of(1, Kind.RESIGN),
                Tuple.of(1, Kind.RESIGN_AND_STAY_AWAY));
        return Combinators.combine(
                        kinds,
                        Arbitraries.of(Step.values()),
                        Arbitraries.frequency(
                                Tuple.of(1, Advertised.RESIGNING),
                                Tuple.of(3, Advertised.LOWER),
                                Tuple.of(1, Advertised.SAME),
                                Tuple.of(1, Advertised.HIGHER),
                                Tuple.of(1, Advertised.OWNER)),
                        intervalsCs(),
                        Arbitraries.of(-1, 0, 1),
                        priorities(),
                        setups())
                .as(Input::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    /** Does nothing, until a property overrides what it looks at. */
    private static class Watch implements Actions {

        @Override
        public void sendAdvertisement(int priority) {}

        @Override
        public void acquireAddresses() {}

        @Override
        public void releaseAddresses() {}

        @Override
        public void announceAddresses() {}

        @Override
        public void transition(State from, State to, Cause cause) {}

        @Override
        public void stalled(long silentNs) {}
    }
}
