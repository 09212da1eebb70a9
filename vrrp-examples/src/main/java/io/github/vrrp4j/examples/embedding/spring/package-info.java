/**
 * A router in a Spring Boot application.
 *
 * <p>What may live here: what joins a router to the life of an application context. Nothing of the node uses it, and Spring is
 * not among the node's libraries.
 */
@NullMarked
package io.github.vrrp4j.examples.embedding.spring;

import org.jspecify.annotations.NullMarked;
