package io.github.vrrp4j.examples.node.keepalived;

import java.util.List;

/**
 * One statement: its words and, if it has one, its block.
 *
 * @param words at least one
 * @param raw the same as it is written, for keywords whose words are split in another way
 * @param hasBlock whether braces follow, even empty ones
 * @param block what stands between the braces
 * @param place where the first word stands
 */
record Statement(List<String> words, String raw, boolean hasBlock, List<Statement> block, Place place) {

    Statement {
        words = List.copyOf(words);
        block = List.copyOf(block);
    }

    String keyword() {
        return words.get(0);
    }

    /** The words behind the keyword. */
    List<String> arguments() {
        return words.subList(1, words.size());
    }

    /** One of the words behind the keyword, from 0; empty if there are fewer. */
    String argument(int index) {
        return index + 1 < words.size() ? words.get(index + 1) : "";
    }

    /** The words of the block, each line's behind the other. */
    List<String> blockWords() {
        return block.stream().flatMap(line -> line.words().stream()).toList();
    }
}
