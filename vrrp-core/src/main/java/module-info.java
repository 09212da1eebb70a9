/** VRRPv3 (RFC 5798, RFC 9568): packet codec, state machine, router loop and network simulation. */
module io.github.vrrp4j.core {
    requires org.slf4j;
    requires static org.jspecify;

    exports io.github.vrrp4j.packet;
    exports io.github.vrrp4j.protocol;
    exports io.github.vrrp4j.router;
    exports io.github.vrrp4j.spi;
}
