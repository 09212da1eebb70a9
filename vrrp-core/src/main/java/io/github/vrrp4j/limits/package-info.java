/**
 * Limits of what is done with input from elsewhere: until when it has to be over, and how much of it is shown.
 *
 * <p>What may live here: limits that checks and address managers share, on the JDK alone. Closed to users.
 */
@NullMarked
package io.github.vrrp4j.limits;

import org.jspecify.annotations.NullMarked;
