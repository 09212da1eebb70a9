/** Linux raw sockets, packet sockets and rtnetlink for {@code io.github.vrrp4j.core}, through jnr-ffi. */
module io.github.vrrp4j.netlink {
    requires transitive io.github.vrrp4j.core;
    requires org.jnrproject.ffi;
    // Used by jnr-ffi, which as an automatic module cannot ask for it.
    requires org.objectweb.asm;
    requires static org.jspecify;

    exports io.github.vrrp4j.netlink;

    // jnr-ffi writes a class that implements LibC, in an unnamed module, so the package must be open to all.
    opens io.github.vrrp4j.netlink.libc;
}
