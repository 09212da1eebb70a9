package io.github.vrrp4j.examples.node.keepalived;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The lines of a file: bounded, UTF-8, without control characters. What is wrong goes to the notes, with its place. */
final class SourceText {

    /** The longest file that is read; 255 virtual routers with everything need less than a tenth. */
    static final int MAX_OCTETS = 1 << 20;

    private SourceText() {}

    static List<String> lines(Path file, Place place, Notes notes) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                notes.error(place, "file", file + " is larger than 1 MiB");
                return List.of();
            }
            return lines(octets, place, notes);
        } catch (NoSuchFileException e) {
            notes.error(place, "file", "there is no such file: " + file);
        } catch (IOException e) {
            notes.error(place, "file", file + " cannot be read: " + e.getMessage());
        }
        return List.of();
    }

    static List<String> lines(byte[] octets, Place start, Notes notes) {
        CharBuffer out = CharBuffer.allocate(octets.length);
        ByteBuffer in = ByteBuffer.wrap(octets);
        boolean broken =
                StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError();
        String text = out.flip().toString();
        List<String> lines = Arrays.asList(text.split("\r\n|\n|\r", -1));
        if (broken) {
            String last = lines.get(lines.size() - 1);
            Place place = new Place(start.file(), lines.size(), last.length() + 1, start.includedAt());
            notes.error(
                    place,
                    "octet",
                    String.format("0x%02X is not UTF-8; save the file with this encoding", octets[in.position()]));
            return List.of();
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (int column = 0; column < line.length(); column++) {
                char character = line.charAt(column);
                if (character != '\t' && (Character.isISOControl(character) || !Character.isDefined(character))) {
                    notes.error(
                            new Place(start.file(), i + 1, column + 1, start.includedAt()),
                            "character",
                            String.format("U+%04X may not stand here; remove it", (int) character));
                    return List.of();
                }
            }
        }
        return lines;
    }
}
