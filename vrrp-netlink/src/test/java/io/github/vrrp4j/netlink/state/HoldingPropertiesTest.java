package io.github.vrrp4j.netlink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever a state file contains, it is read or said to be damaged. */
class HoldingPropertiesTest {

    private static final String FILE = """
            vrrp4j-state 1
            owner pid=4711 start=812345 boot=0b0a namespace=4026531840
            address ip=192.0.2.10/24 device=eth0
            route to=203.0.113.0/24 via=192.0.2.1 metric=0 table=254 protocol=112
            """;

    @Example
    void aLineSaysKindAndValuesWithoutBlanksInThem() {
        Holding holding =
                Holding.of("sysctl").with("name", "net.ipv4.ip_forward").with("old", "1 2\t100% ä");

        assertThat(holding).hasToString("sysctl name=net.ipv4.ip_forward old=1%202%09100%25%20%C3%A4");
        assertThat(Holding.parse(holding.toString())).isEqualTo(holding);
    }

    @Property
    void anyHoldingReadsBackAsItWasWritten(@ForAll("holdings") Holding holding) {
        assertThat(holding.toString()).matches("[!-~]+( [!-~]+)*");
        assertThat(Holding.parse(holding.toString())).isEqualTo(holding);
    }

    @Property
    void anyLineIsReadAsItStandsOrRefused(@ForAll @StringLength(max = 60) String line) {
        parse(line);
    }

    @Property
    void aLineOfTheRightLettersIsReadAsItStandsOrRefused(
            @ForAll @CharRange(from = '%', to = '=') @StringLength(max = 12) String end) {
        parse("address ip=" + end);
    }

    private static void parse(String line) {
        try {
            assertThat(Holding.parse(line)).hasToString(line);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property
    void anyFileIsReadOrRefused(@ForAll @Size(max = 300) byte[] octets) {
        parse(octets);
    }

    @Property
    void aFileWithAnOctetChangedIsReadOrRefused(@ForAll @IntRange(min = 0, max = 160) int at, @ForAll byte octet) {
        byte[] octets = FILE.getBytes(StandardCharsets.US_ASCII);
        octets[at] = octet;
        parse(octets);
    }

    @Property
    void aFileThatIsCutOffIsReadOrRefused(@ForAll @IntRange(min = 0, max = 160) int length) {
        parse(FILE.substring(0, length).getBytes(StandardCharsets.US_ASCII));
    }

    private static void parse(byte[] octets) {
        try {
            StateText text = StateText.parse(octets);
            assertThat(text.lines()).noneMatch(String::isEmpty);
            assertThat(StateText.parse(text.octets())).isEqualTo(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Example
    void aFileHasItsOwnerAndItsLines() {
        StateText text = StateText.parse(FILE.getBytes(StandardCharsets.US_ASCII));

        assertThat(text.owner()).isEqualTo(new Owner(4711, 812345, "0b0a", 4026531840L));
        assertThat(text.lines())
                .containsExactly(
                        "address ip=192.0.2.10/24 device=eth0",
                        "route to=203.0.113.0/24 via=192.0.2.1 metric=0 table=254 protocol=112");
        assertThat(text.octets()).asString(StandardCharsets.US_ASCII).isEqualTo(FILE);
    }

    @Example
    void whatIsWrongIsSaid() {
        refused("", "'' is not a word");
        refused("Address ip=1", "'Address' is not a word");
        refused("address ip", "'ip' is not KEY=VALUE");
        refused("address ip=1 ip=2", "a key stands twice");
        refused("address  ip=1", "'' is not KEY=VALUE");
        refused("address ip=1%", "ends too soon");
        refused("address ip=%zz", "without two hexadecimal digits");
        refused("address ip=%41", "not written as this program writes");
        refused("address ip=" + "1".repeat(5000), "longer than 4096 characters");
    }

    private static void refused(String line, String why) {
        assertThatThrownBy(() -> Holding.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Provide
    Arbitrary<Holding> holdings() {
        Arbitrary<String> word = Arbitraries.of("address", "sysctl", "a", "a-1");
        Arbitrary<String> value = Arbitraries.strings()
                .ofMaxLength(20)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
        Arbitrary<Map<String, String>> values =
                Arbitraries.maps(word, value).ofMaxSize(4).map(LinkedHashMap::new);
        return word.flatMap(kind -> values.map(map -> new Holding(kind, map)));
    }
}
