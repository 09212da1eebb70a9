package io.github.vrrp4j.examples.node.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The process that plays a cloud provider: assigns private addresses to instances by an HTTP API, and moves them between the
 * interfaces of those hosts. It remembers nothing; an address is where the interfaces have it.
 *
 * <pre>
 * PUT    /instances/NAME/addresses/ADDRESS   assigns it, and takes it from all others
 * DELETE /instances/NAME/addresses/ADDRESS   takes it away
 * GET    /instances/NAME/addresses/ADDRESS   200 if the instance has it, 404 if not
 * </pre>
 */
@Command(name = CloudProvider.COMMAND, hidden = true, description = "A cloud provider of the demonstration.")
public final class CloudProvider implements Callable<Integer> {

    /** The hidden command that starts it. */
    public static final String COMMAND = "demo-provider";

    private static final String NAME = "cloud";
    private static final String DEVICE = "eth0";
    private static final String NO_FAULT = "none";
    private static final Pattern PATH =
            Pattern.compile("/instances/(?<instance>[a-z0-9]{1,7})/addresses/(?<address>[0-9.]{7,15})");
    private static final int THREADS = 4;
    private static final int PORT = 80;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int INTERNAL_ERROR = 500;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls any method
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TOKEN")
    private String token = "";

    /** What goes wrong, in one assignment each: a status, a delay such as 400ms, or {@code none}. */
    @Parameters(index = "1", paramLabel = "FAULTS")
    private String faults = "";

    @Parameters(index = "2..*", arity = "1..*", paramLabel = "INSTANCE=NAMESPACE")
    private Map<String, String> namespaces = Map.of();

    /** Creates it; picocli sets the rest. */
    public CloudProvider() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        DemoProcess.exitWhenInputEnds();
        HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        say("the provider's API is there");
        new CountDownLatch(1).await(); // until a signal comes
        return 0;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            int status;
            if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                status = UNAUTHORIZED;
            } else if (!path.matches() || !namespaces.containsKey(path.group("instance"))) {
                status = NOT_FOUND;
            } else {
                status = handle(exchange.getRequestMethod(), path.group("instance"), path.group("address"));
            }
            byte[] body = ("{\"status\": " + status + "}\n").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private int handle(String method, String instance, String address) {
        try {
            return switch (method) {
                case "PUT" -> assign(instance, address);
                case "DELETE" -> unassign(instance, address);
                case "GET" -> has(instance, address) ? OK : NOT_FOUND;
                default -> METHOD_NOT_ALLOWED;
            };
        } catch (IOException e) {
            say(method + " " + address + " of " + instance + ": " + e.getMessage());
            return INTERNAL_ERROR;
        }
    }

    private int assign(String instance, String address) throws IOException {
        String fault = nextFault();
        boolean late = fault.endsWith("ms");
        if (!late && !fault.equals(NO_FAULT)) {
            say("assign " + address + " to " + instance + ": refused with " + fault);
            return Integer.parseInt(fault);
        }
        move(instance, address);
        if (!late) {
            say("assign " + address + " to " + instance + ": done");
        } else {
            say("assign " + address + " to " + instance + ": done, but the answer comes " + fault + " late");
            LockSupport.parkNanos(Long.parseLong(fault.replace("ms", "")) * 1_000_000L);
        }
        return OK;
    }

    private synchronized void move(String instance, String address) throws IOException {
        for (String other : namespaces.keySet()) {
            if (!other.equals(instance) && has(other, address)) {
                ip(other, "address del " + address + "/24 dev " + DEVICE);
            }
        }
        if (!has(instance, address)) {
            ip(instance, "address add " + address + "/24 dev " + DEVICE);
        }
    }

    private synchronized int unassign(String instance, String address) throws IOException {
        if (has(instance, address)) {
            ip(instance, "address del " + address + "/24 dev " + DEVICE);
            say("take " + address + " from " + instance + ": done");
        }
        return OK;
    }

    private boolean has(String instance, String address) throws IOException {
        return ip(instance, "-o -4 address show dev " + DEVICE).contains(" " + address + "/24 ");
    }

    private String ip(String instance, String words) throws IOException {
        return SystemCommand.ip("-n " + namespaces.get(instance) + " " + words);
    }

    /** Takes the first line from the file. */
    private synchronized String nextFault() throws IOException {
        Path file = Path.of(faults);
        if (!Files.exists(file)) {
            return NO_FAULT;
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        if (lines.isEmpty()) {
            return NO_FAULT;
        }
        String fault = lines.remove(0);
        Files.write(file, lines);
        return fault;
    }

    private void say(String text) {
        PrintWriter out = spec.commandLine().getOut();
        synchronized (out) {
            out.println(Observation.line(new Observation.Note(System.nanoTime(), NAME, text)));
            out.flush();
        }
    }
}
