package io.github.vrrp4j.examples.node.hooks;

/** When commands are run. */
public enum Hook {
    /** When a virtual router becomes MASTER. */
    ON_MASTER("on-master"),
    /** When it becomes BACKUP. */
    ON_BACKUP("on-backup"),
    /** When a fault keeps it from taking part. */
    ON_FAULT("on-fault"),
    /** When it is stopped: by the end of the node or by a reload. One that a fault keeps in INITIALIZE is so already. */
    ON_STOP("on-stop"),
    /** On each of these and on everything else that happens to it. */
    ON_EVENT("on-event");

    private final String key;

    Hook(String key) {
        this.key = key;
    }

    /** Its key in the file, and its name in the log. */
    public String key() {
        return key;
    }

    /** Whether it tells a state: a newer one makes it stale. */
    boolean tellsState() {
        return this != ON_EVENT;
    }
}
