/**
 * The demonstration: a story of two routers and a client, told on network namespaces or on a simulated LAN.
 *
 * <p>What may live here: stories, the stages they are played on, and how they are told. The story knows no stage, and a
 * stage knows no story.
 */
@NullMarked
package io.github.vrrp4j.examples.node.demo;

import org.jspecify.annotations.NullMarked;
