package io.github.vrrp4j.examples.lan;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A program that asks for a page once, and prints the status of the answer. */
final class HttpProbe {

    private HttpProbe() {}

    /**
     * Runs it.
     *
     * @param arguments the URI
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
        System.out.println(HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode());
    }
}
