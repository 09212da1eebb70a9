package io.github.vrrp4j.netlink.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The library on the module path, with jnr-ffi as automatic modules, and on the class path. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ModulePathTest {

    private static final String ON_MODULE_PATH = "--enable-native-access=org.jnrproject.jffi";
    private static final String ON_CLASS_PATH = "--enable-native-access=ALL-UNNAMED";

    @Test
    void itWorksAsAModule() throws Exception {
        assertThat(run(
                        ON_MODULE_PATH,
                        "-p",
                        path("slf4j-api", "jnr", "jffi", "asm", "vrrp-core", "vrrp-netlink/target/classes"),
                        "--add-modules",
                        "io.github.vrrp4j.netlink",
                        "-cp",
                        path("vrrp-netlink/target/test-classes")))
                .startsWith("module io.github.vrrp4j.netlink\n")
                .containsPattern("missing0: Health\\[healthy=false")
                .containsPattern("(?m)^(runs 0|may not: .*CAP_NET_RAW.*)$")
                .doesNotContain("enable-native-access");
    }

    @Test
    void itWorksOnTheClassPath() throws Exception {
        assertThat(run(ON_CLASS_PATH, "-cp", path("")))
                .startsWith("unnamed module @")
                .containsPattern("(?m)^(runs 0|may not: .*CAP_NET_RAW.*)$")
                .doesNotContain("enable-native-access");
    }

    @Test
    void theDocumentsNameTheFlagOfEachPath() throws IOException {
        for (String document : List.of("README.md", "docs/embedding.md")) {
            assertThat(Files.readString(Path.of("..", document))).contains(ON_MODULE_PATH, ON_CLASS_PATH);
        }
    }

    /** What of the class path of this test has one of these texts in its name. */
    private static String path(String... texts) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator, -1))
                .filter(entry -> Stream.of(texts).anyMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String run(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--net")); // no interface of this host is touched
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add(ModulePathProbe.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
