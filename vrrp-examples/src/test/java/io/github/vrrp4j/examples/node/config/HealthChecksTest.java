package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.CommandCheck;
import io.github.vrrp4j.health.FileCheck;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.health.HttpCheck;
import io.github.vrrp4j.health.TcpCheck;
import io.github.vrrp4j.netlink.IcmpCheck;
import io.github.vrrp4j.netlink.LinkCheck;
import io.github.vrrp4j.netlink.RouteCheck;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.TrackedCheck;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthChecksTest {
    @TempDir
    Path directory;

    @Test
    void whatStandsUnderAMisspeltKeyIsNotToldToBeUnknown() {
        assertThat(new ConfigFiles(directory).told("""
                        helth-checks: {web: {link: eth1}}
                        virtual-routers: [{interface: e, vrid: 1, addresses: [192.0.2.1], health-checks: [web]}]
                        """))
                .containsExactly("1:1 unknown key 'helth-checks'; did you mean 'health-checks'?");
    }

    @Test
    void everyKindOfCheckIsRead() throws Exception {
        NodeConfig config = new ConfigFiles(directory).read("""
                health-checks:
                  web: {http: {url: 'http://127.0.0.1/', status: 200..204, body: '</html>', headers: {Host: x},
                               expected-headers: {Content-Type: 'text/html.*'}, redirects: always},
                        interval: 2s, timeout: 500ms, rise: 4, fall: 5}
                  page: {http: 'https://[::1]:8443/ready'}
                  db: {tcp: '127.0.0.1:5432'}
                  six: {tcp: '[2001:db8::1]:80'}
                  gw: {icmp: 192.0.2.254}
                  app: {command: [/usr/local/bin/check, --fast], exit-status: 0..1, user: nobody, group: nogroup}
                  drain: {file: /run/app/ready, range: 1..99}
                  uplink: {link: eth1}
                  default: {route: 0.0.0.0/0, table: 100}
                virtual-routers:
                  - interface: eth0
                    vrid: 51
                    addresses: [192.0.2.10/24]
                    health-checks: [web, page, db, six, gw, app, drain, {check: default},
                                    {check: uplink, adjust-priority: -50}]
                """);

        assertThat(config.router().checks())
                .containsExactly(
                        new MonitoredCheck(
                                "web",
                                new HttpCheck(
                                        URI.create("http://127.0.0.1/"),
                                        200,
                                        204,
                                        "</html>",
                                        Map.of("Host", "x"),
                                        Map.of("Content-Type", "text/html.*"),
                                        Redirect.ALWAYS),
                                new CheckSchedule(Duration.ofSeconds(2), Duration.ofMillis(500), 4, 5)),
                        usual(
                                "page",
                                new HttpCheck(
                                        URI.create("https://[::1]:8443/ready"),
                                        200,
                                        299,
                                        null,
                                        Map.of(),
                                        Map.of(),
                                        Redirect.NEVER)),
                        usual("db", new TcpCheck("127.0.0.1", 5432)),
                        usual("six", new TcpCheck("2001:db8::1", 80)),
                        usual("gw", new IcmpCheck(IpAddress.parse("192.0.2.254"))),
                        usual(
                                "app",
                                new CommandCheck(
                                        new Command(
                                                List.of("/usr/local/bin/check", "--fast"),
                                                "nobody",
                                                "nogroup",
                                                Map.of()),
                                        0,
                                        1)),
                        usual("drain", new FileCheck(Path.of("/run/app/ready"), 1, 99)),
                        usual("uplink", new LinkCheck("eth1")),
                        usual("default", new RouteCheck(IpAddress.parse("0.0.0.0"), 0, 100)));
        assertThat(config.virtualRouters().get(0).tracked())
                .startsWith(new TrackedCheck.Down("web"))
                .endsWith(new TrackedCheck.Down("default"), new TrackedCheck.Adjust("uplink", -50))
                .hasSize(9);
        assertThat(config.router().warnings()).isEmpty();
    }

    private static MonitoredCheck usual(String name, HealthCheck check) {
        return new MonitoredCheck(name, check, new CheckSchedule(Duration.ofSeconds(1), Duration.ofSeconds(1), 2, 3));
    }

    /** The check starts in column 6 of the second line. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5                                  | 2:6 a health check is a mapping; write {tcp: '127.0.0.1:5432'}",
                "{interval: 1s}                     | 2:6 a health check says what is looked at; add one of http, tcp,",
                "{tcp: 'a:1', link: eth0}           | 2:6 a health check has one of http, tcp, icmp, command, file, link or route, this one has tcp, link",
                "{tpc: 'a:1'}                       | 2:7 unknown key 'tpc'; did you mean 'tcp'?",
                "{tcp: 127.0.0.1}                   | 2:12 '127.0.0.1' is not ADDRESS:PORT; write it like",
                "{tcp: 'a:65536'}                   | 2:12 'a:65536': port 65536 is not in 1..65535",
                "{tcp: '[::1:80'}                   | 2:12 '[::1:80' is not ADDRESS:PORT",
                "{icmp: gateway}                    | 2:13 'gateway' is not an IP address",
                "{link: 'a b'}                      | 2:13 link 'a b' is not 1 to 15 octets",
                "{file: ready}                      | 2:13 file 'ready' is not an absolute path",
                "{file: /a, range: 9..1}            | 2:24 the range 9..1 is empty; write the least number first",
                "{file: /a, range: x}               | 2:24 'x' is not a range; write it like 1..254",
                "{command: /a, exit-status: 0..256} | 2:33 exit-status '0..256' is not in 0..255",
                "{tcp: 'a:1', exit-status: 1}       | 2:32 exit-status is for a check with command alone",
                "{link: eth0, range: 1..2}          | 2:26 range is for a check with file alone",
                "{route: default}                   | 2:14 'default' is not a network; write it like 0.0.0.0/0",
                "{route: 0.0.0.0/0, table: 0}       | 2:32 table 0 is not in 1..2147483647",
                "{command: /bin/check -x}           | 2:16 command '/bin/check -x' is a list of a program and its arguments; write [",
                "{command: []}                      | 2:16 command is a list of a program and its arguments",
                "{http: 'ftp://a/'}                 | 2:13 'ftp://a/' is not an http or https URL",
                "{http: 'http://a b/'}              | 2:13 ",
                "{http: {status: 200}}              | 2:13 the key 'url' is missing; add a line like url: http://",
                "{http: {url: 'http://a/', status: 99}}   | 2:40 status 99 is not in 100..599",
                "{http: {url: 'http://a/', body: '('}}    | 2:38 body '(' is not a regular expression of Java: Unclosed group near character",
                "{http: {url: 'http://a/', redirects: 1}} | 2:43 redirects '1' is unknown; write never, normal or always",
                "{http: {url: 'http://a/', headers: [a]}} | 2:41 headers is a mapping; write {Host:",
                "{http: {url: 'http://a/', expected-headers: {a: '['}}} | 2:13 expected header a '[' is not a regular",
                "{link: eth0, interval: 9ms}        | 2:29 interval 9ms is not in 10ms..1h",
                "{link: eth0, timeout: 2}           | 2:28 '2' has no unit; write 2s or 2ms",
                "{link: eth0, rise: 0}              | 2:25 rise 0 is not in 1..1000",
                "{link: eth0, fall: 1001}           | 2:25 fall 1001 is not in 1..1000"
            })
    void aMistakeIsToldWhereItStands(String check, String expected) {
        String yaml = "health-checks:\n  c: " + check
                + "\nvirtual-routers: [{interface: eth0, vrid: 1, addresses: [192.0.2.1], health-checks: [c]}]\n";

        assertThat(new ConfigFiles(directory).told(yaml))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "web                                     | 6:20 health-checks is a list; write [web, {check:",
                "[wbe]                                   | 6:21 unknown health check 'wbe'; did you mean 'web'?",
                "[mail]                                  | 6:21 unknown health check 'mail'; there are web, db",
                "[web, {check: web}]                     | 6:26 health check 'web' stands here a second time, first at line 6, column 21",
                "[{adjust-priority: 5}]                  | 6:21 the key 'check' is missing",
                "[{check: web, adjust-priority: 0}]      | 6:51 the adjustment by check web, 0, is not in -253..-1 or 1..253",
                "[{check: web, adjust-priority: -254}]   | 6:51 the adjustment by check web, -254, is not in"
            })
    void aTrackedCheckThatCannotBeIsToldWhereItStands(String tracked, String expected) {
        assertThat(new ConfigFiles(directory).told(tracking("100", tracked)))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @Test
    void theOwnersPriorityIsNotAdjusted() {
        assertThat(new ConfigFiles(directory).told(tracking("255", "[db, {check: web, adjust-priority: -5}]")))
                .singleElement()
                .asString()
                .startsWith("6:55 adjust-priority cannot change the priority of the owner, 255 (RFC 5798 §5.2.4)");
    }

    @Test
    void aFileWithoutChecksSaysWhereTheyBelong() {
        assertThat(
                        new ConfigFiles(directory)
                                .told(
                                        "virtual-routers: [{interface: eth0, vrid: 1, addresses: [192.0.2.1], health-checks: [web]}]"))
                .containsExactly("1:86 unknown health check 'web'; the file has none: add health-checks: at its top");
    }

    @Test
    void aCheckThatNobodyTracksIsAWarning() throws Exception {
        assertThat(new ConfigFiles(directory)
                        .read(tracking("100", "[web]"))
                        .router()
                        .warnings())
                .containsExactly("check db runs, but no virtual router tracks it");
    }

    @Test
    void aCheckWithAMistakeIsNotUnknownToo() {
        String yaml = "health-checks: {web: {tcp: 5}}\n"
                + "virtual-routers: [{interface: eth0, vrid: 1, addresses: [192.0.2.1], health-checks: [web]}]";

        assertThat(new ConfigFiles(directory).told(yaml))
                .singleElement()
                .asString()
                .startsWith("1:28 '5' is not ADDRESS");
    }

    @Test
    void namesAreWordsThatStandOnce() {
        assertThat(new ConfigFiles(directory)
                        .told("health-checks: {a b: {link: e}, 51: {link: e}, c: {link: e}, c: {link: e}}\n"
                                + ConfigFiles.ROUTERS))
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("1:17 health-checks: 'a b' is not a name; write 1 to 64"),
                        second -> assertThat(second).startsWith("1:33 health-checks: '51' is not a name"),
                        third -> assertThat(third)
                                .startsWith("1:62 the name 'c' stands here a second time, first at line 1, column 48"));
    }

    private static String tracking(String priority, String tracked) {
        return """
                health-checks: {web: {link: e1}, db: {link: e2}}
                virtual-routers:
                  - interface: eth0
                    vrid: 51
                    addresses: [192.0.2.10/24]
                    health-checks: %s
                    priority: %s
                """.formatted(tracked, priority);
    }
}
