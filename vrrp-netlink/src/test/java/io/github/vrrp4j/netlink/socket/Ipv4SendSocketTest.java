package io.github.vrrp4j.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.IpAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Ipv4SendSocketTest {

    private static final List<IpAddress> ADDRESSES = IntStream.rangeClosed(1, 255)
            .mapToObj(i -> IpAddress.parse("10.0.0." + i))
            .toList();

    @Test
    void thereIsRoomForTheLongestMessageOfEachVersion() {
        assertThat(new AdvertisementEncoder(Advertisement.VERSION_3, 1, ADDRESSES).length())
                .isEqualTo(1028)
                .isLessThanOrEqualTo(Ipv4SendSocket.MAX_MESSAGE_LENGTH);
        assertThat(new AdvertisementEncoder(Advertisement.VERSION_2, 1, ADDRESSES).length())
                .isEqualTo(1036)
                .isLessThanOrEqualTo(Ipv4SendSocket.MAX_MESSAGE_LENGTH);
    }
}
