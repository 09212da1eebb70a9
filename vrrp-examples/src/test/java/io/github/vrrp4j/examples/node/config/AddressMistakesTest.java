package io.github.vrrp4j.examples.node.config;

import static io.github.vrrp4j.examples.node.config.Mistakes.addresses;
import static io.github.vrrp4j.examples.node.config.Mistakes.option;
import static io.github.vrrp4j.examples.node.config.Mistakes.router;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in addresses. */
class AddressMistakesTest {
    @TempDir
    Path directory;

    /** Each row: what it shows, the file, and the one problem it has. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                addresses("no address", "[]", 42, "needs at least one virtual address"),
                addresses("not a list", "192.0.2.1", 42, "addresses is a list; write [192.0.2.10/24]"),
                addresses(
                        "not an address", "[192.0.2]", 43, "'192.0.2' is not an IP address; write it like 192.0.2.10"),
                addresses("a name", "[example.com]", 43, "'example.com' is not an IP address"),
                addresses("far too long", "[" + "1".repeat(70) + "]", 43, "is not an IP address"),
                addresses("multicast", "[224.0.0.18/32]", 43, "virtual address 224.0.0.18 is not a unicast address"),
                addresses("unspecified", "[0.0.0.0/24]", 43, "is not a unicast address"),
                addresses(
                        "prefix length 33",
                        "[192.0.2.1/33]",
                        43,
                        "prefix length 33 of virtual address 192.0.2.1 is not in 1..32"),
                addresses(
                        "prefix length in words",
                        "[192.0.2.1/x]",
                        43,
                        "'x' in '192.0.2.1/x' is not a prefix length in 1..32"),
                addresses("twice", "[192.0.2.1/24, 192.0.2.1]", 57, "virtual address 192.0.2.1 stands twice"),
                addresses(
                        "a global IPv6 address first",
                        "[2001:db8::10/64]",
                        43,
                        "the first IPv6 virtual address 2001:db8::10/64 is not link-local, fe80::/10"),
                router(
                        "IPv6 in version 2",
                        "{interface: eth0, vrid: 5, version: 2, addresses: [fe80::10/64]}",
                        54,
                        "VRRPv2 does not carry IPv6 addresses such as fe80::10/64: use version 3"),
                addresses("an empty mapping", "[{}]", 43, "the key 'address' is missing; add a line like address:"),
                option("unknown", "dev: lo", 68, "unknown key 'dev'; allowed are address, device, label"),
                option("device", "device: 'a b'", 76, "device 'a b' is not 1 to 15 octets without blanks and slashes"),
                option(
                        "label",
                        "label: abcdefghijklmnop",
                        75,
                        "label 'abcdefghijklmnop' is not 1 to 15 octets without blanks and slashes"),
                option("scope", "scope: site", 75, "scope 'site' is unknown; write global, link or host"),
                option("broadcast", "broadcast: all", 79, "'all' is not an IP address; write it like"),
                option("broadcast of IPv6", "broadcast: 'fe80::1'", 79, "broadcast fe80::1 is not an IPv4 address"),
                option("noprefixroute", "noprefixroute: 1", 83, "noprefixroute '1' is neither true nor false"),
                option("lifetime", "preferred-lifetime: 5", 88, "'5' has no unit; write 5s or 5ms"),
                option(
                        "lifetime in milliseconds",
                        "preferred-lifetime: 5ms",
                        88,
                        "'5ms': preferred lifetime PT0.005S is not in 0s..2147483647s in whole seconds"),
                router(
                        "label of IPv6",
                        "{interface: eth0, vrid: 5, addresses: [{address: fe80::10/64, label: eth0}]}",
                        72,
                        "label eth0: IPv6 addresses have none"),
                router(
                        "scope of IPv6",
                        "{interface: eth0, vrid: 5, addresses: [{address: fe80::10/64, scope: link}]}",
                        72,
                        "an IPv6 address itself says where it is valid; leave the key out"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPositionAndHowToMendIt(
            String name, String yaml, int line, int column, List<String> fragments) {
        Mistakes.assertTheOnly(new ConfigFiles(directory).problems(yaml), line, column, fragments);
    }
}
