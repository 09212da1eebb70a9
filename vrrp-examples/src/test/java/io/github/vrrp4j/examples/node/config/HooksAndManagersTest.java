package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.addressing.CombinedAddressManager;
import io.github.vrrp4j.addressing.HttpRequestTemplate;
import io.github.vrrp4j.addressing.NoAddressManager;
import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.examples.node.hooks.Hook;
import io.github.vrrp4j.examples.node.hooks.HookCommands;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.spi.AddressManager;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hooks, address managers, and where the node can be asked. */
class HooksAndManagersTest {
    @TempDir
    Path directory;

    @Test
    void hooksAreThoseOfTheFileOrOfTheEntry() throws Exception {
        NodeConfig config = read("""
                hooks: {on-master: [/bin/m, arg], on-stop: [[/bin/s, '{state}'], [/bin/t]], on-event: /bin/e,
                        append-arguments: false, timeout: 5s, user: nobody, collapse: true}
                virtual-routers:
                  - {interface: eth0, vrid: 1, addresses: [192.0.2.1, 'fe80::1/64']}
                  - {interface: eth0, vrid: 2, addresses: [192.0.2.2], hooks: {on-backup: [/bin/b], on-fault: [/bin/f]}}
                  - {interface: eth0, vrid: 3, addresses: [192.0.2.3], hooks: {}}
                """);
        HookCommands ofFile = new HookCommands(
                Map.of(
                        Hook.ON_MASTER, List.of(command("nobody", "/bin/m", "arg")),
                        Hook.ON_STOP, List.of(command("nobody", "/bin/s", "{state}"), command("nobody", "/bin/t")),
                        Hook.ON_EVENT, List.of(command("nobody", "/bin/e"))),
                false,
                Duration.ofSeconds(5),
                true);
        HookCommands ofEntry = new HookCommands(
                Map.of(
                        Hook.ON_BACKUP, List.of(new Command(List.of("/bin/b"))),
                        Hook.ON_FAULT, List.of(new Command(List.of("/bin/f")))),
                true,
                Duration.ofSeconds(60),
                false);

        assertThat(config.hooks())
                .containsOnly(
                        Map.entry(new VirtualRouterId("eth0", AddressFamily.IPV4, 1), ofFile),
                        Map.entry(new VirtualRouterId("eth0", AddressFamily.IPV6, 1), ofFile),
                        Map.entry(new VirtualRouterId("eth0", AddressFamily.IPV4, 2), ofEntry));
    }

    private static Command command(String user, String... arguments) {
        return new Command(List.of(arguments), user, null, Map.of());
    }

    @Test
    void addressManagersAreRead() throws Exception {
        NodeConfig config = read("""
                address-managers:
                  - kernel
                  - command: {add: [/bin/assign, '{address}'], remove: [/bin/unassign, '{address}'], check: /bin/has,
                              timeout: 2s, attempts: 5, user: nobody}
                  - http:
                      add: {method: PUT, url: 'http://api.example.com/{address}/{vrid}', headers: {K: v}, body: '{}',
                            expected-body: '"{address}"'}
                      remove: {url: 'http://api.example.com/{address}'}
                      check: {url: 'http://api.example.com/{interface}/{family}'}
                """ + ConfigFiles.ROUTERS);

        assertThat(config.addressManagers())
                .containsExactly(
                        new AddressManagerConfig.Kernel(),
                        new AddressManagerConfig.Commands(
                                command("nobody", "/bin/assign", "{address}"),
                                command("nobody", "/bin/unassign", "{address}"),
                                command("nobody", "/bin/has"),
                                Duration.ofSeconds(2),
                                5),
                        new AddressManagerConfig.Http(
                                new HttpRequestTemplate(
                                        "PUT",
                                        "http://api.example.com/{address}/{vrid}",
                                        Map.of("K", "v"),
                                        "{}",
                                        "\"{address}\""),
                                new HttpRequestTemplate(
                                        "DELETE", "http://api.example.com/{address}", Map.of(), null, null),
                                new HttpRequestTemplate(
                                        "GET", "http://api.example.com/{interface}/{family}", Map.of(), null, null),
                                Duration.ofSeconds(5),
                                3));
        assertThat(config.addressManager(new NoAddressManager())).isInstanceOf(CombinedAddressManager.class);
    }

    @Test
    void theKernelAloneMovesTheAddressesIfNothingIsSaid() throws Exception {
        AddressManager kernel = new NoAddressManager();

        assertThat(read(ConfigFiles.ROUTERS).addressManager(kernel)).isSameAs(kernel);
        assertThat(read("address-managers: [none]\n" + ConfigFiles.ROUTERS).addressManager(kernel))
                .isNotSameAs(kernel)
                .isInstanceOf(NoAddressManager.class);
    }

    @Test
    void theNodeIsAskedThroughASocketAndHttp() throws Exception {
        NodeConfig usual = read(ConfigFiles.ROUTERS);
        assertThat(usual.control()).isEqualTo(Path.of("/run/vrrp4j/control.sock"));
        assertThat(usual.http()).isNull();

        NodeConfig none = read("control: none\nhttp: none\n" + ConfigFiles.ROUTERS);
        assertThat(none.control()).isNull();
        assertThat(none.http()).isNull();

        assertThat(read("control: /run/v.sock\n" + ConfigFiles.ROUTERS).control())
                .isEqualTo(Path.of("/run/v.sock"));
        assertThat(read("http: 9112\n" + ConfigFiles.ROUTERS).http())
                .isEqualTo(new InetSocketAddress(IpAddress.parse("127.0.0.1").toInetAddress(), 9112));
        assertThat(read("http: '[::1]:80'\n" + ConfigFiles.ROUTERS).http())
                .isEqualTo(new InetSocketAddress(IpAddress.parse("::1").toInetAddress(), 80));
        assertThat(read("http: 0.0.0.0:9112\n" + ConfigFiles.ROUTERS).http())
                .isEqualTo(new InetSocketAddress(IpAddress.parse("0.0.0.0").toInetAddress(), 9112));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "control: v.sock                 | 1:10 control 'v.sock' is not an absolute path; write one like /run/vrrp4j/control.sock, or none",
                "http: localhost:80              | 1:7 'localhost:80': 'localhost' is not an IP address",
                "http: 0                         | 1:7 port 0 is not in 1..65535",
                "http: 127.0.0.1                 | 1:7 '127.0.0.1' is not ADDRESS:PORT; write it like",
                "groups: 5                       | 1:9 groups is a mapping; write {gateway: [inside, outside]}",
                "health-checks: []               | 1:16 health-checks is a mapping; write {web:",
                "hooks: [a]                      | 1:8 hooks is a mapping; write {on-master:",
                "hooks: {on-master: a b}         | 1:20 on-master 'a b' is a list of a program and its arguments",
                "hooks: {on-mater: [/bin/a]}     | 1:9 unknown key 'on-mater'; did you mean 'on-master'?",
                "hooks: {on-master: [a, [b]]}    | 1:24 an argument of on-master is a list or a mapping here",
                "hooks: {timeout: 0s}            | 1:18 timeout 0s is not in 10ms..1h",
                "hooks: {collapse: 1}            | 1:19 collapse '1' is neither true nor false",
                "address-managers: kernel        | 1:19 address-managers needs a list with at least one; write [kernel]",
                "address-managers: []            | 1:19 address-managers needs a list with at least one",
                "address-managers: [linux]       | 1:20 an address manager 'linux' is unknown; write kernel, none,",
                "address-managers: [kernel, kernel]  | 1:28 this address manager stands twice",
                "address-managers: [kernel, none]    | 1:28 none stands alone, since with others the addresses",
                "address-managers: [{}]              | 1:20 an address manager has one of command and http",
                "address-managers: [{http: 5}]       | 1:27 http is a mapping with add and remove",
                "address-managers: [{http: {}}]      | 1:27 the key 'add' is missing; add a line like add: {url:",
                "address-managers: [{http: {add: {}}}]                | 1:33 the key 'url' is missing",
                "address-managers: [{http: {add: {url: 'http://a/{adress}'}}}]          | 1:39 url 'http://a/{adress}' has braces that are not {address},",
                "address-managers: [{http: {add: {url: 'a/{address}'}}}]                | 1:39 'a/{address}': ",
                "address-managers: [{http: {add: {method: post, url: 'http://a/'}}}]    | 1:42 method 'post' is not a method of HTTP",
                "address-managers: [{http: {add: {url: 'http://a/'}, attempts: 0}}]     | 1:63 attempts 0 is not in 1..100"
            })
    void aMistakeIsToldWhereItStands(String line, String expected) {
        assertThat(new ConfigFiles(directory).told(line + "\n" + ConfigFiles.ROUTERS))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @Test
    void aSocketPathThatTheKernelWouldRefuseIsToldAtOnce() {
        assertThat(new ConfigFiles(directory).told("control: /" + "x".repeat(84) + "\n" + ConfigFiles.ROUTERS))
                .singleElement()
                .asString()
                .startsWith("1:10 control '/xxx")
                .endsWith("is longer than 84 octets, which is what a socket may have (unix(7)); choose a shorter one");
    }

    private NodeConfig read(String yaml) throws Exception {
        return new ConfigFiles(directory).read(yaml);
    }
}
