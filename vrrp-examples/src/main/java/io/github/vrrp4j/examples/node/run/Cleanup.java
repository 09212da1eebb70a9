package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.netlink.Leftover;
import io.github.vrrp4j.netlink.LinuxNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Removes what nodes that are gone have left on this host. */
public final class Cleanup {

    private Cleanup() {}

    /**
     * Looks through a state directory, and says what was done.
     *
     * @param out takes a line for each thing that was removed or left alone
     * @param err takes a line for each that was not removed
     * @return the exit status
     */
    public static int run(Path stateDirectory, PrintWriter out, PrintWriter err) {
        try {
            int status = ExitCodes.OK;
            for (Leftover leftover : LinuxNetwork.cleanUp(stateDirectory)) {
                if (leftover.outcome() == Leftover.Outcome.FAILED) {
                    err.println("vrrp: " + leftover);
                    status = ExitCodes.CANNOT_RUN;
                } else {
                    out.println(leftover);
                }
            }
            return status;
        } catch (IOException e) {
            err.println("vrrp: cannot clean up: " + e.getMessage());
            return ExitCodes.CANNOT_RUN;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
