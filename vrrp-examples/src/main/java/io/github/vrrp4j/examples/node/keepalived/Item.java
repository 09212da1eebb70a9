package io.github.vrrp4j.examples.node.keepalived;

/**
 * One value of the YAML to be.
 *
 * @param yaml as it is written there
 * @param place of the statement that says so
 */
record Item(String yaml, Place place) {}
