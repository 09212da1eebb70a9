package io.github.vrrp4j.limits;

/** What comes from elsewhere, made fit for one line of a log. */
public final class Quoted {

    private static final int MAX_LENGTH = 80;

    private Quoted() {}

    /** At most 80 characters of it in quotes, {@code ?} for those that do not print. */
    public static String of(String text) {
        String start = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
        return "'" + start.replaceAll("\\P{Print}", "?") + (start.length() == text.length() ? "'" : "...'");
    }

    /** The message of an exception on one line; its name if it has none. */
    public static String message(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
    }
}
