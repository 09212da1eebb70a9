package io.github.vrrp4j.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Messages as a kernel on x86_64 writes them, cut to what is read. */
class NotificationTest {

    private static final String ETH0_UP =
            "2c000000 1000 0000 00000000 00000000 00 00 0100 05000000 43100100 00000000 0900 0300 65746830 00 000000";
    private static final String ETH0_WITHOUT_CARRIER =
            "2c000000 1000 0000 00000000 00000000 00 00 0100 05000000 03100000 00000000 0900 0300 65746830 00 000000";
    private static final String ETH0_GONE =
            "2c000000 1100 0000 00000000 00000000 00 00 0100 05000000 02100000 00000000 0900 0300 65746830 00 000000";

    /** RTM_DELLINK of AF_BRIDGE: it is no port of a bridge any more, but still there. */
    private static final String ETH0_LEAVES_BRIDGE =
            "2c000000 1100 0000 00000000 00000000 07 00 0100 05000000 43100100 00000000 0900 0300 65746830 00 000000";

    private static final String ADDRESS_GONE =
            "28000000 1500 0000 00000000 00000000 02 18 80 00 05000000 0800 0100 c0000201 0800 0200 c0000201";
    private static final String ROUTE = "1c000000 1800 0000 00000000 00000000 02000000 fe030001 00000000";

    /** RTM_DELROUTE 203.0.113.0/24, table main, protocol 112. */
    private static final String ROUTE_GONE =
            "24000000 1900 0000 00000000 00000000 02 18 00 00 fe 70 00 01 00000000 0800 0100 cb007100";

    private final RecordedChanges changes = new RecordedChanges();

    @Test
    void interfacesAndAddressesAreToldInTheirOrderAndNothingElse() throws Exception {
        read(ETH0_UP + ROUTE + ADDRESS_GONE + ETH0_WITHOUT_CARRIER + ROUTE_GONE + ETH0_GONE);

        assertThat(changes.lines())
                .containsExactly(
                        "5 eth0 up=true running=true",
                        "5 - 192.0.2.1/24",
                        "5 eth0 up=true running=false",
                        "route of 112 removed",
                        "5 gone");
    }

    @Test
    void whatABridgeTellsOfItsPortsIsNoNewsOfTheInterface() throws Exception {
        read(ETH0_LEAVES_BRIDGE);

        assertThat(changes.lines()).isEmpty();
    }

    @Test
    void whatCameBeforeAMalformedMessageIsTold() {
        assertThatThrownBy(() -> read(ETH0_UP + "08000000 1000 0000 00000000 00000000"))
                .isInstanceOf(MalformedMessageException.class);

        assertThat(changes.lines()).hasSize(1);
    }

    private void read(String hex) throws MalformedMessageException {
        byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
        Notification.read(ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN), changes);
    }
}
