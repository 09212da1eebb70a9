package io.github.vrrp4j.examples.node.keepalived;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The samples that Debian installs with keepalived, read where they are. */
class SamplesTest {
    private static final Path DIRECTORY = Path.of("/usr/share/doc/keepalived/samples");
    private static final boolean REQUIRED = "required".equals(System.getenv("VRRP4J_NETWORK_TESTS"));

    /** The others have what cannot be honoured: virtual servers, static routes, rules. */
    private static final Set<String> RUNNABLE = Set.of("vrrp", "vrrp.localcheck", "vrrp.scripts", "vrrp.sync");

    @BeforeAll
    static void needsTheSamples() {
        boolean installed = Files.isDirectory(DIRECTORY);
        assertThat(installed || !REQUIRED).as(DIRECTORY + " is there").isTrue();
        assumeTrue(installed, "keepalived's samples are not installed");
    }

    private static Converted sample(String name) {
        return sample(name, "main");
    }

    private static Converted sample(String name, String configId) {
        return Converted.of(
                Conversion.of(DIRECTORY.resolve("keepalived.conf." + name), new Host(configId, user -> false)));
    }

    private static List<String> keywordsOfErrors(Converted converted) {
        return converted.conversion().notes().stream()
                .filter(note -> note.kind() == Note.Kind.ERROR)
                .map(Note::keyword)
                .distinct()
                .toList();
    }

    @Test
    void everySampleIsReadAndWhatCannotBeHonouredIsTold() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("keepalived.conf."))
                    .map(name -> name.substring("keepalived.conf.".length()))
                    .toList();
            assertThat(names).hasSizeGreaterThanOrEqualTo(20);
            var errors = names.stream()
                    .collect(Collectors.toMap(
                            name -> name,
                            name -> Set.copyOf(keywordsOfErrors(sample(name))),
                            (a, b) -> a,
                            TreeMap::new));

            assertThat(errors.entrySet())
                    .allSatisfy(entry -> assertThat(entry.getValue().isEmpty())
                            .as(entry.toString())
                            .isEqualTo(RUNNABLE.contains(entry.getKey())));
            assertThat(errors)
                    .containsEntry("IPv6", Set.of("virtual_server_group", "virtual_server", "vrrp_instance"))
                    .containsEntry("conditional_conf", Set.of("vrrp_script", "check_VI_0"))
                    .containsEntry("sample", Set.of("virtual_server"))
                    .containsEntry("vrrp.static_ipaddress", Set.of("static_ipaddress"))
                    .containsEntry("track_interface", Set.of("static_routes"))
                    .containsEntry("vrrp.rules", Set.of("static_rules", "virtual_rules"))
                    .containsEntry("vrrp.routes", Set.of("static_routes", "192.168.113.0/24", "blackhole"));
            names.forEach(name -> assertThat(sample(name).yaml()).as(name).containsKey("virtual-routers"));
        }
    }

    @Test
    void theSampleOfConditionsIsAnotherOnEachHost() {
        Converted high = sample("conditional_conf", "high");
        assertThat(keywordsOfErrors(high)).containsExactly("net_namespace");
        assertThat(high.router()).containsEntry("priority", 170).containsEntry("advertisement-interval", "12s");
        assertThat(high.checks())
                .extractingByKey("check_VI_0")
                .asString()
                .contains("/etc/keepalived/scripts/check_high_VI_0.sh");
        assertThat(sample("conditional_conf", "low").router()).containsEntry("priority", 85);
    }

    @Test
    void theSampleOfConditionsWithoutAConditionSaysWhatIsLeftOut() {
        String leftOut =
                "; lines that begin with @high or @low are left out, since this is 'main': choose with --config-id";
        assertThat(sample("conditional_conf").errors())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).endsWith("it has no script" + leftOut))
                .anySatisfy(text -> assertThat(text)
                        .endsWith("there is no script of this name; keepalived would run without it" + leftOut));
    }

    @Test
    void theSampleOfScriptsHasThoseOfItsGroup() {
        Converted scripts = sample("vrrp.scripts");
        assertThat(scripts.yaml()).extractingByKey("groups").asString().isEqualTo("{G1=[VI_2, VI_3]}");
        assertThat(scripts.routers().get(0).get("hooks"))
                .asString()
                .contains("on-master=[/usr/local/bin/vrrp.sh, MASTER, VI_1]");
        assertThat(scripts.routers().get(1).get("hooks"))
                .asString()
                .contains("on-fault=[/usr/local/bin/vrrp.fault, arg1, arg2]");
    }
}
