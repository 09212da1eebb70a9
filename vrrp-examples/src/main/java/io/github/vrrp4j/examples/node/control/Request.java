package io.github.vrrp4j.examples.node.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a client: {@code {"version":1,"command":"priority","virtual-routers":["web"],"priority":150}}.
 *
 * @param command what is asked
 * @param arguments everything else, by name
 */
record Request(String command, Map<String, @Nullable Object> arguments) {

    /** Of the protocol. It changes when an old client would misunderstand a new node; keys may be added without. */
    static final int VERSION = 1;

    static final String VIRTUAL_ROUTERS = "virtual-routers";

    /** Asks for a command without arguments. */
    static Request of(String command) {
        return new Request(command, new LinkedHashMap<>());
    }

    /** The same with one argument more. */
    Request with(String name, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(arguments);
        more.put(name, value);
        return new Request(command, more);
    }

    /** The line, without its end. */
    String text() {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("version", VERSION);
        line.put("command", command);
        line.putAll(arguments);
        return Json.write(line);
    }

    static Request parse(byte[] line) throws RefusedException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            if (!(Json.read(text) instanceof Map<?, ?> map)) {
                throw RefusedException.mistake("a request is a JSON object on one line");
            }
            Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
            map.forEach((key, value) -> arguments.put(String.valueOf(key), value));
            Object version = arguments.remove("version");
            if (!Long.valueOf(VERSION).equals(version)) {
                throw RefusedException.mistake("this node speaks version " + VERSION
                        + " of the control protocol, not " + version
                        + ": ask it with the vrrp command of its own version");
            }
            if (!(arguments.remove("command") instanceof String command)) {
                throw RefusedException.mistake("the request names no \"command\"");
            }
            return new Request(command, arguments);
        } catch (CharacterCodingException e) {
            throw RefusedException.mistake("the request is not UTF-8");
        } catch (IllegalArgumentException e) {
            throw RefusedException.mistake("the request is not JSON: " + e.getMessage());
        }
    }

    /** The virtual routers that are meant; empty for all. */
    List<String> virtualRouters() throws RefusedException {
        Object value = arguments.get(VIRTUAL_ROUTERS);
        if (value == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof String name) {
                    names.add(name);
                }
            }
            if (names.size() == list.size()) {
                return names;
            }
        }
        throw RefusedException.mistake("\"" + VIRTUAL_ROUTERS + "\" is a list of names");
    }

    /** A whole number that has to be there. */
    int number(String name, int min, int max) throws RefusedException {
        if (arguments.get(name) instanceof Long number && number >= min && number <= max) {
            return number.intValue();
        }
        throw RefusedException.mistake("\"" + name + "\" is a whole number in " + min + ".." + max);
    }

    /** A yes or no; no if it is not there, where it may be left out. */
    boolean flag(String name) throws RefusedException {
        Object value = arguments.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw RefusedException.mistake("\"" + name + "\" is true or false");
    }
}
