/**
 * How an application embeds a router: each class is one example, small enough to be read at once.
 *
 * <p>What may live here: code that a reader may copy into an application, built on the public API alone and on nothing of the
 * node. Parts between {@code docs:begin} and {@code docs:end} are shown in docs/embedding.md.
 */
@NullMarked
package io.github.vrrp4j.examples.embedding;

import org.jspecify.annotations.NullMarked;
