package io.github.vrrp4j.addressing;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.Placement;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a text for the address that is to be moved. Braces around anything else are left as they are, since
 * JSON and regular expressions are full of them.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(address|prefix-length|interface|family|vrid)}");

    private final Map<String, String> values;

    Placeholders(Placement placement, VirtualAddress address) {
        values = Map.of(
                "address", address.address().toString(),
                "prefix-length", Integer.toString(address.prefixLength()),
                "interface", placement.interfaceName(),
                "family", placement.family().name().toLowerCase(Locale.ROOT),
                "vrid", Integer.toString(placement.vrid()));
    }

    String fill(String template) {
        return fill(template, UnaryOperator.identity());
    }

    /** Each value is encoded; what stands around it is not. */
    String fill(String template, UnaryOperator<String> encoding) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found ->
                        Matcher.quoteReplacement(encoding.apply(values.getOrDefault(found.group(1), found.group()))));
    }
}
