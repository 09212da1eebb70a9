package io.github.vrrp4j.examples.node.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a file holds, there is YAML that can be read, and notes with places; never an exception. */
class ConversionPropertyTest {

    private static void check(byte[] octets) {
        Conversion conversion = Conversion.of(Path.of("keepalived.conf"), octets, Converted.HOST);

        assertThat(Converted.of(conversion).yaml()).containsKey("virtual-routers");
        assertThat(conversion.notes()).allSatisfy(note -> {
            assertThat(note.at()).matches("keepalived\\.conf:\\d+:\\d+");
            assertThat(note.format()).doesNotContain("\n", "\r");
        });
        try {
            assertThat(conversion.config().virtualRouters()).isNotEmpty();
        } catch (InvalidConfigException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    @Property(tries = 500)
    void anyOctets(@ForAll @Size(max = 300) byte[] octets) {
        check(octets);
    }

    @Property(tries = 1500)
    void anySequenceOfItsOwnWords(@ForAll("words") List<String> words) {
        check(String.join(" ", words).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1500)
    void anyLinesInAnInstance(@ForAll("words") List<String> words) {
        String text = "vrrp_script s { script /bin/true\n}\ntrack_file f { file /f\n}\n"
                + Converted.instanceText(String.join(" ", words));
        check(text.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<List<String>> words() {
        Arbitrary<String> marks = Arbitraries.of(
                "{",
                "}",
                "\n",
                "\n",
                "\"",
                "'",
                "\\",
                "#",
                "$",
                "$A=",
                "${A}",
                "$A ",
                "@main",
                "@^x",
                "~SEQ(A,1,3)",
                "~LST(A,x,y)",
                "\\x1b",
                "\\n",
                "\u2028",
                "\u00e9",
                "\ud83d\ude00",
                ":",
                "- ",
                "weight",
                "reverse");
        Arbitrary<String> keywords = Arbitraries.of(List.of(
                "global_defs",
                "vrrp_instance",
                "vrrp_sync_group",
                "group",
                "vrrp_script",
                "track_script",
                "track_file",
                "track_interface",
                "virtual_ipaddress",
                "virtual_routes",
                "unicast_peer",
                "notify",
                "notify_master",
                "script",
                "interval",
                "state",
                "MASTER",
                "interface",
                "priority",
                "version",
                "advert_int",
                "garp_group",
                "use_vmac",
                "authentication",
                "vrrp_track_process",
                "process",
                "file",
                "static_routes",
                "dev",
                "via",
                "label",
                "brd",
                "+",
                "or",
                "s",
                "f",
                "VI_1"));
        Arbitrary<String> values = Arbitraries.of(
                "eth0",
                "192.0.2.1/24",
                "2001:db8::1/64",
                "fe80::1",
                "0",
                "1",
                "255",
                "-3",
                "99999999999",
                "0.125",
                "null",
                "true",
                "[",
                "]",
                "/bin/x",
                "default",
                "192.0.2.1/999",
                "::/0",
                "0.0.0.0",
                "a,b",
                "&x",
                "*y",
                "%",
                "`");
        return Arbitraries.oneOf(marks, keywords, values).list().ofMaxSize(60);
    }
}
