package io.github.vrrp4j.examples.embedding.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

/** A real application context, whose router runs on a simulated LAN beside one of lower priority on host b. */
class VrrpConfigurationTest {

    private static final String LOGGING_SYSTEM = "org.springframework.boot.logging.LoggingSystem";
    private static final IpAddress VIRTUAL = IpAddress.parse("192.0.2.10");

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final List<String> transitions = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    /** Spring Boot would set logback up anew for the whole JVM, with the tests of the node in it. */
    @BeforeAll
    static void leaveLoggingAlone() {
        System.setProperty(LOGGING_SYSTEM, "none");
    }

    @AfterAll
    static void allowLogging() {
        System.clearProperty(LOGGING_SYSTEM);
    }

    @Test
    void theRouterStartsWithTheContextAndHoldsTheAddress() throws IOException {
        try (ConfigurableApplicationContext context = start("eth0")) {
            lan.run(Duration.ofSeconds(10));

            assertThat(lan.holders(VIRTUAL)).containsExactly(a);
            assertThat(context.getBean(VrrpLifecycle.class).router().status())
                    .extracting("state")
                    .containsExactly(State.MASTER);
        }
    }

    @Test
    void transitionsAreApplicationEvents() throws IOException {
        try (ConfigurableApplicationContext context = start("eth0")) {
            lan.run(Duration.ofSeconds(10));

            assertThat(context.isRunning()).isTrue();
            assertThat(transitions)
                    .containsExactly(
                            "INITIALIZE->BACKUP " + Cause.HEALTHY, "BACKUP->MASTER " + Cause.MASTER_DOWN_TIMER);
        }
    }

    @Test
    void anotherHostTakesOverBeforeTheWebServerStops() throws IOException {
        ConfigurableApplicationContext context = start("eth0");
        lan.run(Duration.ofSeconds(10));

        context.close();

        assertThat(told).containsExactly("web server starts", "web server stops, address here: false");
        lan.run(Duration.ofSeconds(1)); // Skew_Time of priority 50: 206 / 256 s
        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
        assertThat(transitions).last().isEqualTo("MASTER->INITIALIZE " + Cause.SHUTDOWN);
    }

    @Test
    void anotherHostTakesOverWhileTheApplicationRefusesTraffic() throws IOException {
        try (ConfigurableApplicationContext context = start("eth0")) {
            lan.run(Duration.ofSeconds(10));

            AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
            lan.run(Duration.ofSeconds(2));
            assertThat(lan.holders(VIRTUAL)).containsExactly(b);

            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
            lan.run(Duration.ofSeconds(10));
            assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        }
    }

    @Test
    void theHealthIndicatorIsUpAsMasterAndDownWithTheFaultThatKeepsItDown() throws IOException {
        try (ConfigurableApplicationContext context = start("eth0")) {
            HealthIndicator indicator = context.getBean(HealthIndicator.class);
            lan.run(Duration.ofSeconds(10));
            assertThat(indicator.health()).satisfies(health -> {
                assertThat(health.getStatus()).isEqualTo(Status.UP);
                assertThat(health.getDetails()).containsEntry("vrid=51 if=eth0", "MASTER");
            });

            AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
            lan.run(Duration.ofSeconds(2));

            assertThat(indicator.health()).satisfies(health -> {
                assertThat(health.getStatus()).isEqualTo(Status.DOWN);
                assertThat(health.getDetails()).containsEntry("vrid=51 if=eth0", "INITIALIZE [UNHEALTHY]");
            });
        }
    }

    @Test
    void aContextWhoseRouterCannotBeConfiguredDoesNotStart() {
        assertThatThrownBy(() -> start("eth7")).rootCause().hasMessage("no interface eth7 on a");

        lan.run(Duration.ofSeconds(1));
        assertThat(a.isRunning()).isFalse();
        assertThat(told).containsExactly("web server starts", "web server stops, address here: false");
    }

    private ConfigurableApplicationContext start(String interfaceName) throws IOException {
        b.startRouter()
                .add(
                        SimulatedHost.INTERFACE,
                        VirtualRouterConfig.builder(51)
                                .priority(50)
                                .address("192.0.2.10/24")
                                .build());
        SpringApplication application = new SpringApplication(VrrpConfiguration.class);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> addBeans((GenericApplicationContext) context));
        application.addListeners((ApplicationListener<PayloadApplicationEvent<?>>) this::onEvent);
        return application.run(
                "--spring.main.banner-mode=off",
                "--vrrp.interface=" + interfaceName,
                "--vrrp.vrid=51",
                "--vrrp.address=192.0.2.10/24");
    }

    private void addBeans(GenericApplicationContext context) {
        context.registerBean(VrrpLifecycle.Starter.class, () -> a::startRouter);
        context.registerBean(WebServer.class, () -> new WebServer());
    }

    private void onEvent(PayloadApplicationEvent<?> event) {
        if (event.getPayload() instanceof VrrpEvent.Transition transition) {
            transitions.add(transition.from() + "->" + transition.to() + " " + transition.cause());
        }
    }

    /** In the phase of the embedded web servers of Spring Boot. */
    private final class WebServer implements SmartLifecycle {
        private boolean running;

        @Override
        public void start() {
            running = true;
            told.add("web server starts");
        }

        @Override
        public void stop() {
            running = false;
            told.add("web server stops, address here: " + a.holds(VIRTUAL));
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return DEFAULT_PHASE - 2048;
        }
    }
}
