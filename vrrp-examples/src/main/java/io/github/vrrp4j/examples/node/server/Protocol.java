package io.github.vrrp4j.examples.node.server;

/** What the requests of a {@link BoundedServer} look like and mean. Called on the server's thread: nothing here may block. */
public interface Protocol {

    /** Why a request gets no answer. */
    enum Refusal {
        /** All connections are in use, or answers wait that nobody takes. */
        BUSY,
        /** There are more octets than a request may have. */
        TOO_LONG,
        /** It was not there in time. */
        TOO_SLOW,
        /** Nobody knew the answer in time. */
        NO_ANSWER
    }

    /**
     * Where the request ends.
     *
     * @param octets that have come; valid during the call
     * @param from the first of them that was not there at the call before
     * @param length how many there are
     * @return the octets of the request, or 0 as long as it is not whole
     */
    int requestLength(byte[] octets, int from, int length);

    /**
     * Takes a whole request.
     *
     * @param reply takes the answer, now or later, from any thread
     */
    void onRequest(byte[] request, Reply reply);

    /** What a client is told that gets no answer; empty for nothing. */
    byte[] refusal(Refusal refusal);
}
