package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.examples.node.ExitCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a node that runs, over its control socket. */
final class ControlClient {

    /** More than a node takes, which says then why it has no answer. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(75);

    /** 255 virtual routers with 32 peers each take less. */
    private static final int MAX_ANSWER_OCTETS = 64 << 20;

    private static final int READ_OCTETS = 1 << 16;

    /** A node that many connect to at once lets go of those who have not asked yet. */
    private static final int ATTEMPTS = 5;

    private final Path path;

    ControlClient(Path path) {
        this.path = path;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @return what it says, as a tree of {@link Json}
     * @throws RefusedException if there is no node, no right to ask it, or it refuses; the message says so in one sentence
     */
    @Nullable
    Object ask(Request request) throws RefusedException {
        Answers answers = new Answers(1, result -> {});
        for (int i = 0; i < ATTEMPTS && answers.count == 0; i++) {
            exchange(request, ANSWER_LIMIT, answers);
        }
        if (answers.count == 0) {
            throw RefusedException.cannot(
                    "the node at " + path + " closed the connection without an answer; try again");
        }
        return answers.last;
    }

    /**
     * Asks, and takes answers until this thread is interrupted.
     *
     * @param taken for each
     * @throws RefusedException also if the node ends
     */
    void follow(Request request, Consumer<@Nullable Object> taken) throws RefusedException {
        if (!exchange(request, null, new Answers(Long.MAX_VALUE, taken))) {
            throw RefusedException.cannot("the node at " + path + " ended");
        }
    }

    /** Whether it went on until there was enough, or this thread was interrupted: false if the node ended it. */
    private boolean exchange(Request request, @Nullable Duration limit, Answers answers) throws RefusedException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
                Selector selector = Selector.open()) {
            channel.write(ByteBuffer.wrap((request.text() + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            long deadlineNs = System.nanoTime() + (limit == null ? 0 : limit.toNanos());
            ByteBuffer buffer = ByteBuffer.allocate(READ_OCTETS);
            while (!answers.complete()) {
                long restMs = limit == null ? 0 : (deadlineNs - System.nanoTime()) / 1_000_000;
                if (limit != null && restMs <= 0) {
                    throw RefusedException.cannot("the node at " + path + " gave no answer within " + limit.toSeconds()
                            + " s; is the process stopped?");
                }
                selector.select(restMs);
                if (Thread.interrupted()) {
                    return true;
                }
                if (channel.read(buffer.clear()) < 0) {
                    return false;
                }
                answers.take(buffer.flip());
            }
            return true;
        } catch (IOException e) {
            if (isClosedByNode(e)) {
                return false;
            }
            throw RefusedException.cannot(reason(e));
        }
    }

    private static boolean isClosedByNode(IOException e) {
        String text = String.valueOf(e.getMessage());
        return text.contains("Broken pipe") || text.contains("Connection reset");
    }

    /** Why the node cannot be asked, with the way to mend it. */
    private String reason(IOException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("Permission denied")) {
            return "you may not talk to the node at " + path
                    + ": only root and the user who runs it may; try with sudo";
        }
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null && Files.exists(directory) && !Files.isExecutable(directory)) {
            return "you may not talk to the node at " + path
                    + ": only root and the user who runs it may; try with sudo";
        }
        if (e instanceof ConnectException || text.contains("No such file") || Files.notExists(path)) {
            return "no node runs here that listens on " + path
                    + "; start one with 'vrrp run FILE', or name its socket with --control";
        }
        return "the node at " + path + " cannot be asked: " + text;
    }

    /** Lines as they come. */
    private static final class Answers {
        private final long wanted;
        private final Consumer<@Nullable Object> taken;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long count;
        private @Nullable Object last;

        Answers(long wanted, Consumer<@Nullable Object> taken) {
            this.wanted = wanted;
            this.taken = taken;
        }

        boolean complete() {
            return count >= wanted;
        }

        void take(ByteBuffer octets) throws RefusedException {
            while (octets.hasRemaining() && !complete()) {
                byte octet = octets.get();
                if (octet != '\n') {
                    line.write(octet);
                    continue;
                }
                last = result(line.toString(StandardCharsets.UTF_8));
                line.reset();
                count++;
                taken.accept(last);
            }
            if (line.size() > MAX_ANSWER_OCTETS) {
                throw RefusedException.cannot("the answer is longer than any that a node gives");
            }
        }

        private static @Nullable Object result(String text) throws RefusedException {
            Object answer;
            try {
                answer = Json.read(text);
            } catch (IllegalArgumentException e) {
                throw RefusedException.cannot("what answers there is no node: " + e.getMessage());
            }
            if (!(answer instanceof Map<?, ?> map)) {
                throw RefusedException.cannot("what answers there is no node");
            }
            if (map.get("error") instanceof Map<?, ?> error) {
                Object status = error.get("exit-status");
                throw new RefusedException(
                        String.valueOf(error.get("text")),
                        status instanceof Long number ? number.intValue() : ExitCodes.CANNOT_RUN);
            }
            return map.get("result");
        }
    }
}
