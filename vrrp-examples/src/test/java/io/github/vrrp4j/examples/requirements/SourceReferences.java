package io.github.vrrp4j.examples.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which ids the Java files of the repository name.
 *
 * @param byMain the files that name an id and implement something
 * @param byTest those that test
 * @param byOthers those of the benchmarks, which do neither
 * @param problems one sentence for each reference that cannot be read
 */
record SourceReferences(
        Map<String, Set<String>> byMain,
        Map<String, Set<String>> byTest,
        Map<String, Set<String>> byOthers,
        List<String> problems) {

    private static final String THIS_PACKAGE = "/io/github/vrrp4j/examples/requirements/";
    private static final String BENCHMARKS = "benchmarks";

    static SourceReferences read(Path root) throws IOException {
        SourceReferences references =
                new SourceReferences(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        for (Path module : modules(root)) {
            boolean benchmarks = module.endsWith(BENCHMARKS);
            references.addAll(root, module.resolve("src/main"), benchmarks ? references.byOthers : references.byMain);
            references.addAll(root, module.resolve("src/test"), benchmarks ? references.byOthers : references.byTest);
        }
        return references;
    }

    private static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> Files.exists(child.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    private void addAll(Path root, Path folder, Map<String, Set<String>> byId) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(SourceReferences::isRead).sorted().toList()) {
                String name = root.relativize(file).toString();
                try {
                    for (String id : References.in(Files.readString(file))) {
                        byId.computeIfAbsent(id, none -> new TreeSet<>()).add(name);
                    }
                } catch (IllegalArgumentException e) {
                    problems.add(name + ": " + e.getMessage());
                }
            }
        }
    }

    private static boolean isRead(Path file) {
        return file.toString().endsWith(".java")
                && !file.toString().replace('\\', '/').contains(THIS_PACKAGE);
    }
}
