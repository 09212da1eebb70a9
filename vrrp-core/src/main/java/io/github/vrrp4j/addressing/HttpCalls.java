package io.github.vrrp4j.addressing;

import io.github.vrrp4j.addressing.Attempts.TemporaryFailure;
import java.io.ByteArrayOutputStream;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Makes HTTP requests. In Java 17 a client cannot be closed: its last thread ends after it was collected as garbage. So it is
 * kept only weakly between requests: there is one at most, and none for ever.
 */
final class HttpCalls {

    private static final int MAX_BODY_LENGTH = 64 * 1024;

    private WeakReference<@Nullable HttpClient> idle = new WeakReference<>(null);

    /**
     * Waits for the whole answer; redirects are not followed.
     *
     * @throws TemporaryFailure if there was none in time, or no connection, or it broke
     */
    HttpResponse<String> call(HttpRequest request, Duration timeout) throws TemporaryFailure, InterruptedException {
        String name = request.method() + " " + HttpRequestTemplate.shown(request.uri());
        HttpClient client = client();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, headers -> new BoundedBody());
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new TemporaryFailure(name + ": no answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TemporaryFailure(name + ": " + text(cause, timeout), cause);
        } finally {
            answer.cancel(true); // the exchange too, if it is not over
            Reference.reachabilityFence(client);
        }
    }

    private static String text(Throwable cause, Duration timeout) {
        if (cause instanceof HttpTimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        if (cause instanceof ConnectException) {
            return "no connection"; // refused, or the name is not known: the JDK does not say
        }
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    private synchronized HttpClient client() {
        HttpClient client = idle.get();
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(new ThreadPoolExecutor(
                            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), HttpCalls::thread))
                    .build();
            idle = new WeakReference<>(client);
        }
        return client;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "vrrp-http");
        thread.setDaemon(true);
        return thread;
    }

    /** The beginning of the answer's body; the rest is not waited for. */
    private static final class BoundedBody implements BodySubscriber<String> {
        private final CompletableFuture<String> body = new CompletableFuture<>();
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private @Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[Math.min(buffer.remaining(), MAX_BODY_LENGTH - octets.size())];
                buffer.get(part);
                octets.writeBytes(part);
            }
            if (octets.size() == MAX_BODY_LENGTH && subscription != null) {
                subscription.cancel();
                onComplete();
            }
        }

        @Override
        public void onError(Throwable throwable) {
            body.completeExceptionally(throwable);
        }

        @Override
        public void onComplete() {
            body.complete(octets.toString(StandardCharsets.UTF_8));
        }
    }
}
