package io.github.vrrp4j.examples.node.simulate;

import io.github.vrrp4j.packet.AddressFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The IP versions that a run may choose from, as {@code --family} takes them. */
public enum FamilyChoice {
    /** IPv4 in every run. */
    IPV4,

    /** IPv6 in every run. */
    IPV6,

    /** The seed decides. */
    BOTH;

    List<AddressFamily> families() {
        return switch (this) {
            case IPV4 -> List.of(AddressFamily.IPV4);
            case IPV6 -> List.of(AddressFamily.IPV6);
            case BOTH -> List.of(AddressFamily.IPV4, AddressFamily.IPV6);
        };
    }

    /** Reads the name in lower case. */
    public static final class Converter implements ITypeConverter<FamilyChoice> {
        @Override
        public FamilyChoice convert(String text) {
            return Arrays.stream(values())
                    .filter(choice -> choice.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of "
                            + Arrays.stream(values())
                                    .map(FamilyChoice::toString)
                                    .collect(Collectors.joining(", "))));
        }
    }

    /** As the option takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
