package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;

/** A VRRP message on its way, with what its IP header says; never changed once made. */
record SimulatedPacket(IpAddress source, int hopLimit, ByteBuffer message) {}
