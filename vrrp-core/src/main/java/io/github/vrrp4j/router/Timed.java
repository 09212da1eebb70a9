package io.github.vrrp4j.router;

/** Has something to do at a time of its own. On the loop. */
interface Timed {

    /** When {@link #onDeadline} is due; {@link Long#MAX_VALUE} if never. */
    long deadlineNs();

    /** Does what is due; nothing if it is called early. */
    void onDeadline(long nowNs);
}
