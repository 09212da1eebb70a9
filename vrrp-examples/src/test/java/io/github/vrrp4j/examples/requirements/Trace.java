package io.github.vrrp4j.examples.requirements;

import io.github.vrrp4j.examples.requirements.Exceptions.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the requirements with code, tests and exceptions; each difference is one sentence that says how to mend it. */
final class Trace {

    private final Requirements requirements;
    private final Exceptions exceptions;
    private final SourceReferences sources;

    Trace(Requirements requirements, Exceptions exceptions, SourceReferences sources) {
        this.requirements = requirements;
        this.exceptions = exceptions;
        this.sources = sources;
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        problems.addAll(requirements.problems());
        problems.addAll(exceptions.problems());
        problems.addAll(sources.problems());
        for (String id : requirements.ids()) {
            addGap(problems, id);
        }
        addUnknown(problems, sources.byMain());
        addUnknown(problems, sources.byTest());
        addUnknown(problems, sources.byOthers());
        for (String id : exceptions.kinds().keySet()) {
            if (!requirements.ids().contains(id)) {
                problems.add(unknown(id, Set.of(Exceptions.FILE)));
            }
        }
        return problems;
    }

    private void addGap(List<String> problems, String id) {
        List<String> missing = new ArrayList<>();
        if (!sources.byMain().containsKey(id)) {
            missing.add("code");
        }
        if (!sources.byTest().containsKey(id)) {
            missing.add("test");
        }
        String what = String.join(" and no ", missing);
        Kind kind = exceptions.kinds().get(id);
        if (kind == null && !missing.isEmpty()) {
            problems.add(
                    id + ": no " + what + " names it. Name it in a comment where it is met and where that is tested, or"
                            + " say in " + Exceptions.FILE + " why it is not");
        } else if (kind != null && kind.isShown() && !missing.isEmpty()) {
            problems.add(id + ": stands in " + Exceptions.FILE + " under '" + kind.heading() + "', but no " + what
                    + " names it. Name it where the code and the test are, or move it under '"
                    + Kind.NOT_BUILT.heading()
                    + "'");
        } else if (kind != null && !kind.isShown() && missing.isEmpty()) {
            problems.add(id + ": stands in " + Exceptions.FILE + " under '" + kind.heading()
                    + "', but has code and test: " + files(id, sources.byMain()) + " and "
                    + files(id, sources.byTest()) + ". Remove it there, or say under '" + Kind.PARTLY_MET.heading()
                    + "' what is missing");
        }
    }

    private void addUnknown(List<String> problems, Map<String, Set<String>> byId) {
        byId.forEach((id, files) -> {
            if (!requirements.ids().contains(id)) {
                problems.add(unknown(id, files));
            }
        });
    }

    private static String unknown(String id, Set<String> files) {
        return id + ": named in " + files(files) + ", but " + Requirements.FILE
                + " does not have it. Correct the id, or add a" + " line for it";
    }

    private static String files(String id, Map<String, Set<String>> byId) {
        return files(byId.getOrDefault(id, Set.of()));
    }

    private static String files(Set<String> files) {
        return String.join(", ", new TreeSet<>(files));
    }
}
