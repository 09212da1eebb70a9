package io.github.vrrp4j.examples.node.control;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may stand beside one command of the control protocol.
 *
 * @param required what has to be there
 * @param optional what may be left out
 */
record Arguments(List<String> required, List<String> optional) {

    /** Those that may be left out, or none. */
    static Arguments upTo(String... names) {
        return new Arguments(List.of(), List.of(names));
    }

    /** The same with one that has to be there. */
    Arguments and(String name) {
        return new Arguments(Stream.concat(required.stream(), Stream.of(name)).toList(), optional);
    }

    /**
     * Checks the names: one that is not known could be a slip of the pen for one whose absence means something.
     *
     * @throws RefusedException if one is missing or unknown
     */
    void check(Request request) throws RefusedException {
        Map<String, @Nullable Object> given = request.arguments();
        List<String> known = Stream.concat(optional.stream(), required.stream()).toList();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw RefusedException.mistake(request.command() + " has no argument \"" + name + "\"; "
                        + (known.isEmpty() ? "it takes none" : "it takes " + quoted(known)));
            }
        }
        for (String name : required) {
            if (given.get(name) == null) {
                throw RefusedException.mistake(request.command() + " needs the argument \"" + name + "\"");
            }
        }
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }
}
