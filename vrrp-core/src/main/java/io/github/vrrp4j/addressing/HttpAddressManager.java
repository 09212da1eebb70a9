package io.github.vrrp4j.addressing;

import io.github.vrrp4j.addressing.Attempts.TemporaryFailure;
import io.github.vrrp4j.limits.Deadline;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Has an HTTP API move an address, such as that of a cloud provider.
 *
 * <p>A request succeeds with a status of 200..299 and the expected body. Without an answer in time, with a broken or no
 * connection, and with status 408, 425, 429 or 500..599 it is made again after a short, growing pause; any other answer is a
 * refusal. One call blocks for {@code attempts} times {@code timeout} and the pauses at most, with a check for one timeout
 * more; a router tries again what failed. Messages say the URL without its query, and never a header or what was sent.
 *
 * <p>A router may add an address that is here and remove one that is not, when it starts for instance: both requests must
 * succeed then, and {@code remove} must not take the address from another host. With {@code check}, neither is made then.
 *
 * <p>Different virtual routers may call at once. Threads run while a request does; the last one ends when the garbage collector
 * has taken the client. Routes are refused; {@link CombinedAddressManager} has another manager add them.
 */
public final class HttpAddressManager extends AssertedAddresses implements AddressManager {

    private static final int MAX_TEXT_LENGTH = 200;

    private final HttpRequestTemplate add;
    private final @Nullable HttpRequestTemplate remove;
    private final @Nullable HttpRequestTemplate check;
    private final Attempts attempts;
    private final HttpCalls calls = new HttpCalls();

    /**
     * Makes one.
     *
     * @param add makes this host answer for the address
     * @param remove makes it no longer do so; null if {@code add} by another host does that
     * @param check succeeds if the address is here; status 404 or another body says that it is not; anything else says
     *     nothing. Null to rely on what was done before
     * @param timeout of each request, from connecting to the last octet of the answer and the search in it, 10 ms to 10 minutes
     * @param attempts how often {@code add} and {@code remove} are made before they count as failed, 1..100
     * @throws IllegalArgumentException if a value is out of range
     */
    public HttpAddressManager(
            HttpRequestTemplate add,
            @Nullable HttpRequestTemplate remove,
            @Nullable HttpRequestTemplate check,
            Duration timeout,
            int attempts) {
        this.add = add;
        this.remove = remove;
        this.check = check;
        this.attempts = new Attempts(timeout, attempts);
    }

    @Override
    boolean isChecked() {
        return check != null;
    }

    @Override
    boolean isRemoved() {
        return remove != null;
    }

    @Override
    boolean checkHere(Placement placement, VirtualAddress address) throws IOException {
        if (check == null) {
            return false;
        }
        Placeholders placeholders = new Placeholders(placement, address);
        Answer answer = attempts.once().run(timeout -> call(check, placeholders, timeout));
        if (answer.response().statusCode() == 404) {
            return false;
        }
        requireSuccess(answer.response());
        return answer.expected();
    }

    @Override
    void assertHere(Placement placement, VirtualAddress address) throws IOException {
        run(add, placement, address);
    }

    @Override
    void takeAway(Placement placement, VirtualAddress address) throws IOException {
        if (remove != null) {
            run(remove, placement, address);
        }
    }

    private void run(HttpRequestTemplate template, Placement placement, VirtualAddress address) throws IOException {
        Placeholders placeholders = new Placeholders(placement, address);
        Answer answer = attempts.run(timeout -> call(template, placeholders, timeout));
        requireSuccess(answer.response());
        if (!answer.expected()) {
            throw new IOException(name(answer.response()) + ": the answer does not contain '" + template.expectedBody()
                    + "'" + text(answer.response()));
        }
    }

    /**
     * What came.
     *
     * @param expected whether it succeeded and has the expected body
     */
    private record Answer(HttpResponse<String> response, boolean expected) {}

    private Answer call(HttpRequestTemplate template, Placeholders placeholders, Duration timeout)
            throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(timeout); // for the search in the body as well
        HttpRequest request;
        try {
            request = template.request(placeholders, timeout);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e); // a value that has no place where it stands
        }
        HttpResponse<String> response = calls.call(request, timeout);
        if (isTemporary(response.statusCode())) {
            throw new TemporaryFailure(name(response) + ": status " + response.statusCode() + text(response));
        }
        return new Answer(response, isSuccess(response) && isExpected(template, placeholders, response, deadline));
    }

    private static boolean isExpected(
            HttpRequestTemplate template, Placeholders placeholders, HttpResponse<String> response, Deadline deadline)
            throws IOException {
        try {
            return template.isExpected(placeholders, response.body(), deadline);
        } catch (IOException e) {
            throw new IOException(name(response) + ": " + e.getMessage(), e);
        }
    }

    private static boolean isTemporary(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    private static boolean isSuccess(HttpResponse<String> answer) {
        return answer.statusCode() >= 200 && answer.statusCode() <= 299;
    }

    private static void requireSuccess(HttpResponse<String> answer) throws IOException {
        if (!isSuccess(answer)) {
            throw new IOException(name(answer) + ": status " + answer.statusCode() + text(answer));
        }
    }

    private static String name(HttpResponse<String> answer) {
        return answer.request().method() + " "
                + HttpRequestTemplate.shown(answer.request().uri());
    }

    /** The beginning of what the API says, in one line. */
    private static String text(HttpResponse<String> answer) {
        String text = answer.body().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        int length = Math.min(text.length(), MAX_TEXT_LENGTH);
        return text.isEmpty() ? "" : ": " + text.substring(0, length) + (length < text.length() ? "..." : "");
    }
}
