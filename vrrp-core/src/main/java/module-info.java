/** VRRPv3 (RFC 5798, RFC 9568): packet codec, state machine, router loop and network simulation. */
module io.github.vrrp4j.core {
    requires java.net.http;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.github.vrrp4j.addressing;
    exports io.github.vrrp4j.command;
    exports io.github.vrrp4j.health;
    exports io.github.vrrp4j.packet;
    exports io.github.vrrp4j.protocol;
    exports io.github.vrrp4j.router;
    exports io.github.vrrp4j.simulation;
    exports io.github.vrrp4j.spi;
}
