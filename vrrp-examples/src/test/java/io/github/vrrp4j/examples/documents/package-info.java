/**
 * What the documentation says, for the tests that hold it against the program.
 *
 * <p>What may live here: readers of Markdown, and tests of what needs nothing of this project but its files.
 */
@NullMarked
package io.github.vrrp4j.examples.documents;

import org.jspecify.annotations.NullMarked;
