package io.github.vrrp4j.examples.embedding.spring;

import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * One virtual router that is up while the application accepts traffic: properties {@code vrrp.interface}, {@code vrrp.vrid},
 * {@code vrrp.priority} and {@code vrrp.address}. Needs a bean that is a {@link VrrpLifecycle.Starter}.
 */
@Configuration(proxyBeanMethods = false)
public class VrrpConfiguration {

    // docs:begin spring-beans
    @Bean
    VrrpLifecycle vrrpLifecycle(
            VrrpLifecycle.Starter starter, RouterConfig config, ApplicationEventPublisher publisher) {
        return new VrrpLifecycle(starter, config, publisher);
    }

    @Bean
    HealthIndicator vrrpHealthIndicator(VrrpLifecycle lifecycle) {
        return new VrrpHealthIndicator(lifecycle);
    }

    @Bean
    RouterConfig vrrpRouterConfig(Environment properties, ApplicationAvailability availability) {
        HealthCheck acceptsTraffic = timeout -> {
            ReadinessState readiness = availability.getReadinessState();
            return new Health(readiness == ReadinessState.ACCEPTING_TRAFFIC, readiness.name());
        };
        CheckSchedule schedule = new CheckSchedule(Duration.ofMillis(100), Duration.ofSeconds(1), 1, 1);
        VirtualRouterConfig virtualRouter = VirtualRouterConfig.builder(
                        properties.getRequiredProperty("vrrp.vrid", int.class))
                .priority(properties.getProperty("vrrp.priority", int.class, VirtualRouterConfig.DEFAULT_PRIORITY))
                .address(properties.getRequiredProperty("vrrp.address"))
                .build();
        return new RouterConfig(
                List.of(new RouterConfig.Entry(
                        properties.getRequiredProperty("vrrp.interface"),
                        virtualRouter,
                        List.of(new TrackedCheck.Down("readiness")))),
                List.of(new MonitoredCheck("readiness", acceptsTraffic, schedule)),
                List.of());
    }
    // docs:end spring-beans

    /** With auto-configuration it is there already. */
    @Bean
    ApplicationAvailability applicationAvailability() {
        return new ApplicationAvailabilityBean();
    }
}
