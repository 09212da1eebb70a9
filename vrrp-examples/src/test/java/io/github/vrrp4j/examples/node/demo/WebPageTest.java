package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebPageTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nServer: nginx\r\nServed-By: a\r\nContent-Type: text/html\r\n\r\n";

    @Test
    void aWholePageNamesItsHost() {
        assertThat(WebPage.host(HEAD + "<html><body>Hello</body></html>\n")).contains("a");
    }

    @Test
    void aCutPageIsNone() {
        assertThat(WebPage.host(HEAD + "<html><body>Hel")).isEmpty();
    }

    @Test
    void anErrorIsNoPageHoweverWholeItIs() {
        assertThat(WebPage.host(HEAD.replace("200 OK", "503 Service Unavailable") + "<html></html>"))
                .isEmpty();
    }

    @Test
    void aPageOfNobodyIsNone() {
        assertThat(WebPage.host(HEAD.replace("Served-By", "Served-For") + "<html></html>"))
                .isEmpty();
        assertThat(WebPage.host("HTTP/1.1 200 OK\r\n\r\nServed-By: a\r\n</html>"))
                .isEmpty();
    }

    @Test
    void halfAHeadIsNoPage() {
        assertThat(WebPage.host("")).isEmpty();
        assertThat(WebPage.host("HTTP/1.1 200 OK\r\nServed-By: a\r\n")).isEmpty();
    }
}
