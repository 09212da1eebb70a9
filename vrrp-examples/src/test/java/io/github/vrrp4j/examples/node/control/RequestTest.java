package io.github.vrrp4j.examples.node.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.router.VirtualRouterId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {

    private static final VirtualRouterId FOUR = Samples.ID;
    private static final VirtualRouterId SIX = new VirtualRouterId("eth0", AddressFamily.IPV6, 51);
    private static final VirtualRouterId OTHER = new VirtualRouterId("eth1", AddressFamily.IPV4, 7);

    @Test
    void aRequestIsOneLineOfJsonAndReadsBack() throws RefusedException {
        Request request =
                Request.of("priority").with("virtual-routers", List.of("web")).with("priority", 150);

        assertThat(request.text())
                .isEqualTo("{\"version\":1,\"command\":\"priority\",\"virtual-routers\":[\"web\"],\"priority\":150}");
        Request read = Request.parse(request.text().getBytes(StandardCharsets.UTF_8));
        assertThat(read.command()).isEqualTo("priority");
        assertThat(read.virtualRouters()).containsExactly("web");
        assertThat(read.number("priority", 1, 255)).isEqualTo(150);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET / HTTP/1.1 | the request is not JSON",
                "` ` | the request is not JSON: there is no JSON value",
                "[] | a request is a JSON object",
                "{\"version\":1} | names no \"command\"",
                "{\"command\":\"status\"} | speaks version 1 of the control protocol, not null",
                "{\"version\":2,\"command\":\"status\"} | speaks version 1 of the control protocol, not 2",
                "{\"version\":1,\"command\":\"status\"} {} | more than one JSON value",
                "{\"version\":1,\"version\":1} | Duplicate",
                "{\"version\":1,\"command\":\"status\" | Unexpected end-of-input",
                "{\"version\":99999999999999999999} | out of range",
            })
    void garbageIsRefusedWithTheReason(String line, String reason) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Request.parse(line.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.exitStatus()).isEqualTo(2));
    }

    @Test
    void deepNestingAndBrokenUtf8AreRefused() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Request.parse("[".repeat(8000).getBytes(StandardCharsets.UTF_8)))
                .withMessage("the request is not JSON: Document nesting depth (17) exceeds the maximum allowed (16)");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Request.parse(new byte[] {'"', (byte) 0xff, '"'}))
                .withMessage("the request is not UTF-8");
    }

    @Test
    void argumentsOfAnotherKindAreRefused() throws RefusedException {
        Request request = Request.of("x")
                .with("virtual-routers", "web")
                .with("priority", 256)
                .with("on", "yes");
        Request read = Request.parse(request.text().getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(RefusedException.class).isThrownBy(read::virtualRouters);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> read.number("priority", 1, 255))
                .withMessage("\"priority\" is a whole number in 1..255");
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> read.flag("on"));
        assertThat(read.flag("missing")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status | \"follow\":true | status has no argument \"follow\"; it takes \"virtual-routers\"",
                "peers | \"json\":true | peers has no argument \"json\"; it takes \"virtual-routers\"",
                "events | \"virtual-routers\":[] | events has no argument \"virtual-routers\"; it takes \"follow\"",
                "priority | \"virtual-routers\":[\"a\"] | priority needs the argument \"priority\"",
                "relinquish | \"for\":1 | relinquish has no argument \"for\"; it takes \"virtual-routers\", \"ms\"",
                "relinquish | \"virtual-routers\":[\"a\"] | relinquish needs the argument \"ms\"",
                "maintenance | \"virtual-routers\":[\"a\"] | maintenance needs the argument \"on\"",
                "maintenance | \"on\":null | maintenance needs the argument \"on\"",
                "maintenance | \"off\":true | maintenance has no argument \"off\"; it takes \"virtual-routers\", \"on\"",
                "announce | \"on\":true | announce has no argument \"on\"; it takes \"virtual-routers\"",
                "reload | \"file\":\"x\" | reload has no argument \"file\"; it takes none",
            })
    void unknownAndMissingArgumentsAreRefusedInOneSentence(String command, String argument, String reason)
            throws RefusedException {
        Request request = Request.parse(
                ("{\"version\":1,\"command\":\"" + command + "\"," + argument + "}").getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> NodeCommands.isChanging(request))
                .withMessage(reason)
                .satisfies(e -> assertThat(e.exitStatus()).isEqualTo(2));
    }

    @Test
    void aNameMayStandForBothFamiliesAndAPathForOne() throws RefusedException {
        VirtualRouterNames names = new VirtualRouterNames(Map.of(FOUR, "web", SIX, "web"));
        List<VirtualRouterId> running = List.of(OTHER, FOUR, SIX);

        assertThat(names.find(List.of("web"), running)).containsExactly(FOUR, SIX);
        assertThat(names.find(List.of("eth0/ipv6/51"), running)).containsExactly(SIX);
        assertThat(names.find(List.of("web", "eth1/ipv4/7"), running)).containsExactly(OTHER, FOUR, SIX);
        assertThat(names.find(List.of(), running)).containsExactly(OTHER, FOUR, SIX);
    }

    @Test
    void anUnknownOneIsAnsweredWithThoseThereAre() {
        VirtualRouterNames names = new VirtualRouterNames(Map.of(FOUR, "web"));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> names.find(List.of("wbe"), List.of(FOUR, OTHER)))
                .withMessage("there is no virtual router 'wbe'; this node runs web (eth0/ipv4/51), eth1/ipv4/7")
                .satisfies(e -> assertThat(e.exitStatus()).isEqualTo(1));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> names.find(List.of("web"), List.of()))
                .withMessage("there is no virtual router 'web'; this node runs none");
    }
}
