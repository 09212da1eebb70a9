package io.github.vrrp4j.examples.node.keepalived;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.vrrp4j.examples.node.config.ConfigFile;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.router.RouterConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionTest {

    private static NodeConfig read(Converted converted) throws InvalidConfigException {
        assertThat(converted.errors()).isEmpty();
        return ConfigFile.parse(converted.conversion().yaml()).config();
    }

    @Test
    void theReaderOfTheYamlUnderstandsWhatIsConverted() throws InvalidConfigException {
        NodeConfig config = read(Converted.of("""
                global_defs {
                  router_id here
                  vrrp_rt_priority 20
                }
                vrrp_instance VI_1 {
                  state BACKUP
                  interface eth0
                  virtual_router_id 51
                  priority 150
                  advert_int 2
                  nopreempt
                  unicast_src_ip 192.0.2.1
                  unicast_peer {
                    192.0.2.2
                  }
                  virtual_ipaddress {
                    192.0.2.10/24 dev eth1 label eth1:x
                  }
                  virtual_ipaddress_excluded {
                    2001:db8::10/64
                  }
                  virtual_routes {
                    203.0.113.0/24 via 192.0.2.254
                  }
                }
                vrrp_instance VI_2 {
                  interface eth1
                  virtual_router_id 51
                  use_vmac
                  no_accept
                  virtual_ipaddress {
                    fe80::51/64
                    2001:db8::51/64
                  }
                }
                """));

        assertThat(config.virtualRouters()).hasSize(2);
        RouterConfig.Entry first = config.virtualRouters().get(0);
        assertThat(first.interfaceName()).isEqualTo("eth0");
        assertThat(first.config().vrid()).isEqualTo(51);
        assertThat(first.config().version()).isEqualTo(Version.V2);
        assertThat(first.config().priority()).isEqualTo(150);
        assertThat(first.config().advertisementInterval()).hasSeconds(2);
        assertThat(first.config().preemptMode()).isFalse();
        assertThat(first.config().host().routes()).hasSize(1);
        assertThat(first.config().host().announcements().refreshInterval()).isZero();
        RouterConfig.Entry second = config.virtualRouters().get(1);
        assertThat(second.config().version()).isEqualTo(Version.V3);
        assertThat(second.config().host().virtualMac()).isTrue();
        assertThat(second.config().host().acceptMode()).isFalse();
    }

    @Test
    void whatTheReaderOfTheYamlObjectsToIsToldInTheWordsPlace() {
        Converted converted = Converted.instance("priority 300", "virtual_ipaddress {", "  192.0.2.11/99", "}");

        InvalidConfigException e = catchThrowableOfType(
                InvalidConfigException.class, () -> converted.conversion().config());

        List<String> told = e.problems().stream()
                .map(problem -> problem.line() + ":" + problem.column() + ": " + problem.text())
                .toList();
        assertThat(told)
                .anySatisfy(text -> assertThat(text).startsWith("6:3: priority 300 is not in"))
                .anySatisfy(text -> assertThat(text).startsWith("8:5: ").contains("prefix length 99"));
    }

    @Test
    void withAnErrorNothingIsRun() {
        Converted converted = Converted.of("static_routes {\n 203.0.113.0/24 dev eth0\n}\n" + Converted.instanceText());

        InvalidConfigException e = catchThrowableOfType(
                InvalidConfigException.class, () -> converted.conversion().config());

        assertThat(e.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text())
                        .startsWith("static_routes: what does not move with a virtual router is the host's"));
        assertThat(converted.conversion().yaml())
                .contains("# keepalived.conf:1:1: ERROR static_routes", "virtual-routers:\n  - name: VI_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vrrp_instance A{ interface eth0\nvirtual_router_id 51\nvirtual_ipaddress { 192.0.2.1/24 \n}\n}",
                "vrrp_instance A\n{\ninterface eth0\nvirtual_router_id 51\nvirtual_ipaddress\n{\n192.0.2.1/24\n}\n}",
                "vrrp_instance A {\ninterface \"eth0\"\nvirtual_router_id 51\nvirtual_ipaddress { 192.0.2.1/24 } }"
            })
    void bracesMayStandWhereKeepalivedTakesThem(String text) {
        Converted converted = Converted.of(text);

        assertThat(converted.errors()).isEmpty();
        assertThat(converted.router())
                .containsEntry("interface", "eth0")
                .containsEntry("addresses", List.of("192.0.2.1/24"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vrrp_instance A {\n", "vrrp_instance A {\n}\n}\n", "{\n}\n", "vrrp_instance \"A {\n}\n"})
    void bracesAndQuotesThatDoNotMatchAreErrors(String text) {
        assertThat(Converted.of(text).errors()).isNotEmpty();
    }

    @Test
    void namesThatTheYamlDoesNotTakeAreChangedAndStayDifferent() {
        Converted converted = Converted.of(Converted.instanceText().replace("VI_1", "\"a b\"")
                + Converted.instanceText().replace("VI_1", "a-b").replace("51", "52")
                + Converted.instanceText().replace("VI_1", "53").replace("51", "53"));

        assertThat(converted.routers())
                .extracting(router -> router.get("name"))
                .containsExactly("a-b", "a-b-2", "instance-53");
    }

    @Test
    void aFileWithoutInstancesIsAnError() {
        assertThat(Converted.of("").errors())
                .singleElement()
                .asString()
                .startsWith("keepalived.conf:1:1: ERROR vrrp_instance: there is none");
        assertThat(Converted.of("").conversion().yaml()).contains("virtual-routers: []");
    }
}
