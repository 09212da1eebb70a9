/**
 * Shows the VRRP packets of an interface or of a capture file, and who is master of what.
 *
 * <p>What may live here: capture and reading of files, the way from a frame to the VRRP message in it, and the two forms
 * of output. What a packet is worth is the verdict of {@link io.github.vrrp4j.packet}; nothing here sends.
 */
@NullMarked
package io.github.vrrp4j.examples.node.monitor;

import org.jspecify.annotations.NullMarked;
