package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One line for each finding as soon as it is there, its remedy on the next, and a line that counts them. */
final class TextReport implements Report {
    private final PrintWriter out;
    private final Map<Result, Integer> counts = new EnumMap<>(Result.class);

    TextReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void add(List<Finding> findings) {
        for (Finding finding : findings) {
            counts.merge(finding.result(), 1, Integer::sum);
            out.println(String.format(
                    "%-4s  %s %s: %s", finding.result(), finding.check(), finding.subject(), finding.text()));
            if (finding.remedy() != null) {
                out.println("      mend: " + finding.remedy());
            }
        }
        out.flush();
    }

    @Override
    public void end() {
        out.println(Arrays.stream(Result.values())
                .map(result -> counts.getOrDefault(result, 0) + " " + result)
                .collect(Collectors.joining(", ")));
        out.flush();
    }
}
