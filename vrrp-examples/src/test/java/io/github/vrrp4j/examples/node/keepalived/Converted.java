package io.github.vrrp4j.examples.node.keepalived;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A conversion, and its YAML as the values that a reader sees. */
final class Converted {
    static final Host HOST = new Host("main", user -> user.equals("nobody"));

    private final Conversion conversion;

    private Converted(Conversion conversion) {
        this.conversion = conversion;
    }

    static Converted of(String text) {
        return of(text, HOST);
    }

    static Converted of(String text, Host host) {
        return new Converted(Conversion.of(Path.of("keepalived.conf"), text.getBytes(StandardCharsets.UTF_8), host));
    }

    static Converted of(Conversion conversion) {
        return new Converted(conversion);
    }

    /** One instance that is complete, with more lines in its block, from line 6 on. */
    static Converted instance(String... lines) {
        return of(instanceText(lines));
    }

    static String instanceText(String... lines) {
        return """
                vrrp_instance VI_1 {
                  version 3
                  interface eth0
                  virtual_router_id 51
                  virtual_ipaddress { 192.0.2.10/24 }
                  %s
                }
                """.formatted(String.join("\n  ", lines));
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> yaml() {
        Object root = new Load(LoadSettings.builder().build()).loadFromString(conversion.yaml());
        assertThat(root).isInstanceOf(Map.class);
        return (Map<String, Object>) root;
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> routers() {
        return (List<Map<String, Object>>) requireNonNull(yaml().get("virtual-routers"));
    }

    /** The first virtual router. */
    Map<String, Object> router() {
        return routers().get(0);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> checks() {
        return (Map<String, Object>) requireNonNull(yaml().get("health-checks"));
    }

    List<String> errors() {
        return told(Note.Kind.ERROR);
    }

    List<String> ignored() {
        return told(Note.Kind.IGNORED);
    }

    List<String> warnings() {
        return told(Note.Kind.WARNING);
    }

    List<String> notes() {
        return told(Note.Kind.NOTE);
    }

    private List<String> told(Note.Kind kind) {
        return conversion.notes().stream()
                .filter(note -> note.kind() == kind)
                .map(Note::format)
                .toList();
    }

    Conversion conversion() {
        return conversion;
    }
}
