package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/** A router that is not simulated: sends what it is told to, with VRID 51. */
final class ForeignRouter {

    private final SimulatedLan lan;
    private final IpAddress source;
    private ChecksumForm checksumForm = ChecksumForm.PSEUDO_HEADER;

    ForeignRouter(SimulatedLan lan, String source) {
        this.lan = lan;
        this.source = IpAddress.parse(source);
    }

    ForeignRouter checksumForm(ChecksumForm form) {
        this.checksumForm = form;
        return this;
    }

    /** And lets it arrive. */
    void advertises(int version, int priority, int intervalCs, String... addresses) {
        ByteBuffer message = ByteBuffer.allocate(64);
        int length = new Advertisement(
                        version,
                        51,
                        priority,
                        intervalCs,
                        Arrays.stream(addresses).map(IpAddress::parse).toList())
                .encode(message, 0, checksumForm, source, source.family().vrrpGroup());
        sends(message.limit(length), 255);
    }

    /** Any octets, and lets them arrive. */
    void sends(String hex, int hopLimit) {
        sends(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), hopLimit);
    }

    private void sends(ByteBuffer message, int hopLimit) {
        lan.inject(source, hopLimit, message);
        lan.run(Duration.ofMillis(1));
    }
}
