package io.github.vrrp4j.examples.node.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name was meant. */
public final class NearestName {

    /** More than the virtual routers of a large file; a file of names alone is not to take minutes. */
    private static final int MAX_NAMES = 500;

    private NearestName() {}

    /**
     * The name that takes the fewest edits (insert, delete, replace, swap neighbours) to reach, if these are at most a third
     * of its length; letter case and {@code _} for {@code -} cost nothing. Only the first 500
     * names are looked at.
     */
    public static Optional<String> of(String written, Collection<String> names) {
        String plain = written.toLowerCase(Locale.ROOT).replace('_', '-');
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        int left = MAX_NAMES;
        for (String name : names) {
            if (left-- == 0) {
                break;
            }
            int most = Math.max(1, name.length() / 3);
            if (Math.abs(plain.length() - name.length()) > most) {
                continue;
            }
            int edits = edits(plain, name);
            if (edits <= most && edits < fewest) {
                nearest = name;
                fewest = edits;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** The optimal string alignment distance. */
    private static int edits(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[from.length()][to.length()];
    }
}
