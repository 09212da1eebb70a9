package io.github.vrrp4j.health;

import io.github.vrrp4j.limits.Quoted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Healthy while the number in a file is in a range: a switch for scripts and operators, {@code echo 1 > /run/app/ready}.
 *
 * <p>The file has one decimal number, with a sign or without, and blanks and line ends around it if need be; at most 64 octets. One
 * that is missing, empty or has anything else is unhealthy. It is read anew each time; whoever writes it should rename a
 * finished file over it, or a check may find it empty for a moment.
 *
 * <p>Blocks for as long as the file system needs, which the timeout does not bound; on a local one that is no time.
 *
 * @param path a regular file, or a symbolic link to one; a relative path is one of the working directory
 * @param min the lowest healthy number
 * @param max the highest, not lower than {@code min}
 */
public record FileCheck(Path path, long min, long max) implements HealthCheck {

    private static final int MAX_LENGTH = 64;

    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?\\d+)\\s*");

    /**
     * Checks path and range.
     *
     * @throws IllegalArgumentException saying what is wrong and the value
     */
    public FileCheck {
        if (path.toString().isEmpty()) {
            throw new IllegalArgumentException("the path of a file is empty; write it like /run/app/ready");
        }
        if (min > max) {
            throw new IllegalArgumentException("the range " + min + ".." + max + " of the number in " + path
                    + " is empty; write the lower number first");
        }
    }

    @Override
    public Health check(Duration timeout) {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                return Health.unhealthy(path + " is not a regular file"); // to open a named pipe could last for ever
            }
            return judge(read());
        } catch (NoSuchFileException e) {
            return Health.unhealthy("there is no file " + path);
        } catch (AccessDeniedException e) {
            return Health.unhealthy("no permission to read " + path);
        } catch (IOException e) {
            return Health.unhealthy(path + ": " + Quoted.message(e));
        }
    }

    /** One octet more than it may have. */
    private String read() throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(MAX_LENGTH + 1);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            int count = 0;
            while (count != -1 && octets.hasRemaining()) {
                count = channel.read(octets);
            }
        }
        return new String(octets.array(), 0, octets.position(), StandardCharsets.UTF_8);
    }

    private Health judge(String content) {
        Matcher matcher = NUMBER.matcher(content);
        if (content.length() > MAX_LENGTH || !matcher.matches()) {
            return Health.unhealthy(
                    path + (content.isBlank() ? " is empty" : " has " + Quoted.of(content.strip()) + ", not a number"));
        }
        long number;
        try {
            number = Long.parseLong(matcher.group(1));
        } catch (NumberFormatException e) {
            return Health.unhealthy(path + " has " + matcher.group(1) + ", beyond 64 bits");
        }
        String text = number + " in " + path;
        return number >= min && number <= max
                ? Health.healthy(text)
                : Health.unhealthy(text + ", wanted " + min + ".." + max);
    }
}
