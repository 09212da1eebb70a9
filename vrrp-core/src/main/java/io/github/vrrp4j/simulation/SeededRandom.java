package io.github.vrrp4j.simulation;

/**
 * Numbers that depend on the seed alone, on every machine and Java: SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", 2014), written out because the library's generators promise that for no bounded number.
 */
final class SeededRandom {

    private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;
    private static final double UNIT = 0x1p-53;

    private long state;

    SeededRandom(long seed) {
        state = seed;
    }

    private long next() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** 0 or more, less than 1. */
    double fraction() {
        return (next() >>> 11) * UNIT;
    }

    /** Whether an event of this probability happens; 0 never, 1 always. */
    boolean chance(double probability) {
        return fraction() < probability;
    }

    /** Any of {@code min} to {@code max}, both included; the range has to fit a long. */
    long between(long min, long max) {
        return min + (next() >>> 1) % (max - min + 1);
    }

    /** Any of {@code min} to {@code max}, both included. */
    int between(int min, int max) {
        return (int) between((long) min, (long) max);
    }
}
