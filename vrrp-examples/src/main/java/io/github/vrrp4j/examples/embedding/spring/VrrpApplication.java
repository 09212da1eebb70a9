package io.github.vrrp4j.examples.embedding.spring;

import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/**
 * A Spring Boot application that holds an address while it is ready, for example {@code VrrpApplication --vrrp.interface=eth0
 * --vrrp.vrid=51 --vrrp.address=192.0.2.10/24}. Needs Linux, CAP_NET_RAW and CAP_NET_ADMIN.
 */
@Configuration(proxyBeanMethods = false)
@Import(VrrpConfiguration.class)
public class VrrpApplication {

    private static final Logger LOG = LoggerFactory.getLogger(VrrpApplication.class);

    /**
     * Runs it until SIGTERM.
     *
     * @param args properties
     */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(VrrpApplication.class);
        application.setKeepAlive(true); // the router's threads are daemons; a web server keeps the JVM alive anyway
        application.run(args);
    }

    // docs:begin spring-network
    @Bean(destroyMethod = "close")
    LinuxNetwork network() throws IOException {
        return LinuxNetwork.open();
    }

    @Bean
    VrrpLifecycle.Starter starter(LinuxNetwork network) {
        return listener -> VrrpRouter.builder(network).listener(listener).start();
    }

    @EventListener
    void onTransition(VrrpEvent.Transition transition) {
        LOG.info("now {}", transition.to());
    }
    // docs:end spring-network
}
