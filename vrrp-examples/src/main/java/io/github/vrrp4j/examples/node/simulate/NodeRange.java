package io.github.vrrp4j.examples.node.simulate;

import io.github.vrrp4j.simulation.RandomFaults;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How many hosts a run may have, as {@code --nodes} takes it.
 *
 * @param min the fewest
 * @param max the most
 */
public record NodeRange(int min, int max) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    /** Reads {@code 5} or {@code 2-8}. */
    public static final class Converter implements ITypeConverter<NodeRange> {
        @Override
        public NodeRange convert(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (matcher.matches()) {
                int min = Integer.parseInt(matcher.group(1));
                int max = matcher.group(2) == null ? min : Integer.parseInt(matcher.group(2));
                if (min >= RandomFaults.MIN_HOSTS && max <= RandomFaults.MAX_HOSTS && min <= max) {
                    return new NodeRange(min, max);
                }
            }
            throw new TypeConversionException("'" + text + "' is neither a number of nodes in " + RandomFaults.MIN_HOSTS
                    + ".." + RandomFaults.MAX_HOSTS + " nor a range of them such as 2-8");
        }
    }

    /** As the option takes it. */
    @Override
    public String toString() {
        return min == max ? Integer.toString(min) : min + "-" + max;
    }
}
