/**
 * Reads keepalived.conf: its text to a tree of statements, the tree to the YAML text of a node, and a report of what does
 * not come along.
 *
 * <p>What may live here: what keepalived's words mean, and how the same is said in YAML. The YAML itself is read by
 * {@link io.github.vrrp4j.examples.node.config}, so that there is one reader of values and one set of ranges.
 */
@NullMarked
package io.github.vrrp4j.examples.node.keepalived;

import org.jspecify.annotations.NullMarked;
