package io.github.vrrp4j.examples.node.doctor;

import java.util.List;

/** How findings are told. */
interface Report {

    /** Takes the findings of one group of checks. */
    void add(List<Finding> findings);

    /** Nothing comes any more. */
    void end();
}
