/**
 * Tests of what is installed: the archive and the single jar that {@code package} makes.
 *
 * <p>What may live here: integration tests that use nothing of the build but those two files.
 */
@NullMarked
package io.github.vrrp4j.examples.packaging;

import org.jspecify.annotations.NullMarked;
