package io.github.vrrp4j.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link HttpCheck} with TLS: a server whose certificate is for www.example.org and 127.0.0.1. */
class HttpsCheckTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final char[] PASSWORD = "password".toCharArray();

    private static SSLContext context;
    private static HttpsServer server;
    private static URI uri;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        context = context(directory.resolve("keys"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] body = "a".repeat(100_000).concat("END").getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/plain") ? 301 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void aServerThatIsTrustedIsHealthy() {
        assertThat(check(uri, Map.of(), Redirect.NEVER))
                .isEqualTo(Health.healthy("status 200, match in 100003 octets"));
    }

    @Test
    void aServerThatIsNotTrustedIsUnhealthy() {
        assertThat(HttpCheck.of(uri).check(LONG))
                .matches(health -> !health.healthy())
                .extracting(Health::text)
                .asString()
                .startsWith("TLS with " + uri.getAuthority() + ": ")
                .contains("unable to find valid certification path");
    }

    @Test
    void theCertificateMustBeForTheNameInTheHeaderHost() {
        assertThat(check(uri, Map.of("Host", "www.example.org:8443"), Redirect.NEVER)
                        .healthy())
                .isTrue();
        assertThat(check(uri, Map.of("Host", "www.example.com"), Redirect.NEVER).text())
                .startsWith("TLS with " + uri.getAuthority() + ": ")
                .contains("www.example.com");
    }

    /** The status is 301, which is not wanted; whoever followed would not be able to connect. */
    @Test
    void aRedirectWithoutTlsIsFollowedOnlyIfAlwaysIsWanted() {
        URI plain = uri.resolve("/plain");
        assertThat(check(plain, Map.of(), Redirect.NORMAL)).isEqualTo(Health.unhealthy("status 301, wanted 200..299"));
        assertThat(check(plain, Map.of(), Redirect.ALWAYS).text()).startsWith("connect 127.0.0.1:1: ");
    }

    @Test
    void nothingIsLeftBehindAndTheEndIsNotWaitedFor() throws IOException {
        long startNs = System.nanoTime();
        Leaks.assertNoSelectorAndNoThread(() -> {
            check(uri, Map.of(), Redirect.NEVER);
            HttpCheck.of(uri).check(LONG);
        });
        assertThat(System.nanoTime() - startNs).isLessThan(LONG.toNanos());
    }

    private static Health check(URI uri, Map<String, String> headers, Redirect redirects) {
        return new HttpCheck(uri, 200, 299, "aEND$", headers, Map.of(), redirects)
                .check(LONG, context.getSocketFactory());
    }

    /** With a key of its own and the trust in it, by keytool(1), since the JDK has no API that makes certificates. */
    private static SSLContext context(Path file) throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "k",
                        "-dname",
                        "CN=test",
                        "-validity",
                        "2",
                        "-ext",
                        "san=dns:www.example.org,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            store.load(input, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("k", store.getCertificate("k"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
