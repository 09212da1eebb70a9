package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SystemCallExceptionTest {

    @Test
    void theMessageIsCallErrnoAndTheKernelsText() {
        SystemCallException exception =
                new SystemCallException("RTM_NEWADDR 192.0.2.10/24 dev eth0", 22, "ipv4: Invalid prefix length");

        assertThat(exception)
                .hasMessage("RTM_NEWADDR 192.0.2.10/24 dev eth0: EINVAL (22) Invalid argument:"
                        + " ipv4: Invalid prefix length");
        assertThat(exception.call()).isEqualTo("RTM_NEWADDR 192.0.2.10/24 dev eth0");
        assertThat(exception.errno()).isEqualTo(22);
        assertThat(exception.kernelText()).isEqualTo("ipv4: Invalid prefix length");
    }

    @Test
    void theKernelsTextIsOptional() {
        assertThat(new SystemCallException("socket rtnetlink", 1, null))
                .hasMessage("socket rtnetlink: EPERM (1) Operation not permitted");
    }

    @Test
    void anUnknownErrnoIsANumber() {
        assertThat(new SystemCallException("bind", 512, null)).hasMessage("bind: errno 512");
    }
}
