package io.github.vrrp4j.examples.node.keepalived;

/**
 * A line after conditions, definitions and sequences.
 *
 * @param text without its comment
 * @param place where it, or what it was made of, stands
 */
record LogicalLine(String text, Place place) {}
