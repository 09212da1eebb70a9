/**
 * Holds {@code docs/rfc-requirements.tsv} against the code, the tests and {@code docs/rfc-exceptions.md}.
 *
 * <p>What may live here: readers of those files, the comparison, and tests of both. It stands in the last module, which is
 * built when all others are. This package is not read itself: its texts name ids as examples.
 */
@NullMarked
package io.github.vrrp4j.examples.requirements;

import org.jspecify.annotations.NullMarked;
