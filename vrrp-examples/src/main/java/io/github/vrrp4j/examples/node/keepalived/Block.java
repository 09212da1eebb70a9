package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.config.NearestName;
import io.github.vrrp4j.examples.node.keepalived.Reasons.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The statements of a block by keyword. Those that do not come along, and unknown ones, are told here. */
final class Block {
    private final Map<String, List<Statement>> byKeyword = new HashMap<>();

    /**
     * Sorts the statements.
     *
     * @param known the keywords that come along
     * @param reasons those that do not
     */
    Block(List<Statement> statements, Set<String> known, Map<String, Reason> reasons, Notes notes) {
        for (Statement statement : statements) {
            String keyword = statement.keyword();
            Reason reason = reasons.get(keyword);
            if (known.contains(keyword)) {
                byKeyword.computeIfAbsent(keyword, key -> new ArrayList<>()).add(statement);
            } else if (reason == null) {
                unknown(statement, known, reasons, notes);
            } else if (reason.kind() == Note.Kind.ERROR) {
                notes.error(statement, reason.text());
            } else {
                notes.ignored(statement, reason.text());
            }
        }
    }

    private static void unknown(Statement statement, Set<String> known, Map<String, Reason> reasons, Notes notes) {
        Set<String> all = new HashSet<>(known);
        all.addAll(reasons.keySet());
        String keyword = statement.keyword();
        String hint = keyword.length() > 64
                ? ""
                : NearestName.of(keyword, all)
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse("");
        notes.error(statement, "no keyword of this block" + hint);
    }

    /** The last of them, which is the one that counts where there may be one only. */
    Optional<Statement> last(String keyword) {
        List<Statement> found = all(keyword);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /** All of them, in the order of the file. */
    List<Statement> all(String keyword) {
        return byKeyword.getOrDefault(keyword, List.of());
    }

    boolean has(String keyword) {
        return byKeyword.containsKey(keyword);
    }
}
