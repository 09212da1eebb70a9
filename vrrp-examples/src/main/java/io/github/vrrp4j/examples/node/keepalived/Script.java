package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.keepalived.Words.UnclosedQuoteException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program of keepalived, with its arguments and who runs it.
 *
 * @param arguments the program first
 * @param account whose rights it has
 */
record Script(List<String> arguments, Account account) {

    /**
     * Whose rights a program has.
     *
     * @param user null for the one of the node
     * @param group null for the user's own
     */
    record Account(@Nullable String user, @Nullable String group) {
        static final Account NODE = new Account(null, null);

        /** Of two words that keepalived reads behind a program, the second of which may be empty. */
        static Account of(String user, String group) {
            boolean own = group.isEmpty() || group.equals(user);
            return user.equals("root") && own ? NODE : new Account(user, own ? null : group);
        }
    }

    private static final Set<String> SHELL_WORDS = Set.of("|", "||", "&&", "&", ";", ">", ">>", "<", "2>&1");

    /**
     * Reads the statement of a script: the program and its arguments are one word, which quotes make; then the user and the
     * group.
     */
    static Optional<Script> of(Statement statement, Account standard, Notes notes) {
        List<String> words;
        try {
            words = Words.escaped(statement.raw());
        } catch (UnclosedQuoteException e) {
            notes.error(statement, "a quote does not end in this line; add the missing one");
            return Optional.empty();
        }
        List<String> command = words.size() < 2 ? List.of() : Words.ofCommand(words.get(1));
        if (command.isEmpty() || command.get(0).isEmpty()) {
            notes.error(statement, "the program is missing");
            return Optional.empty();
        }
        if (command.stream().anyMatch(word -> word.indexOf(0) >= 0)) {
            notes.error(statement, "U+0000 cannot be in an argument");
            return Optional.empty();
        }
        Account account = words.size() > 2 ? Account.of(words.get(2), words.size() > 3 ? words.get(3) : "") : standard;
        if (isRedirection(command.get(0))) {
            notes.note(
                    statement,
                    "a redirection needs a shell, so /bin/sh runs it as in keepalived; from /dev/tcp it becomes a tcp check");
            return Optional.of(new Script(List.of("/bin/sh", "-c", String.join(" ", command)), account));
        }
        if (command.stream().anyMatch(SHELL_WORDS::contains)) {
            notes.note(
                    statement,
                    "pipes and the like are given to the program as arguments; keepalived has no shell either");
        }
        return Optional.of(new Script(command, account));
    }

    private static boolean isRedirection(String word) {
        return word.startsWith("<") || word.startsWith(">");
    }

    static String shellWord(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
