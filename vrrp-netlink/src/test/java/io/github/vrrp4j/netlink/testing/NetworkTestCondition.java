package io.github.vrrp4j.netlink.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides whether a {@link NetworkTest} can run. */
final class NetworkTestCondition implements ExecutionCondition, BeforeAllCallback {

    private static final boolean REQUIRED = "required".equals(System.getenv("VRRP4J_NETWORK_TESTS"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        // Asked again for each method; the class alone decides, so that the line is printed once.
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("decided for the class");
        }
        List<String> missing = missing(context);
        if (missing.isEmpty() || REQUIRED) {
            return ConditionEvaluationResult.enabled("network tests can run or must");
        }
        String reason = "missing " + String.join(", ", missing);
        System.err.println("SKIPPED " + context.getDisplayName() + ": " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        List<String> missing = missing(context);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("VRRP4J_NETWORK_TESTS=required, but missing " + String.join(", ", missing));
        }
    }

    private static List<String> missing(ExtensionContext context) {
        List<String> missing = new ArrayList<>();
        if (!System.getProperty("os.name").equals("Linux")) {
            missing.add("Linux");
            return missing;
        }
        if (!isRoot()) {
            missing.add("root");
        }
        List<String> programs = new ArrayList<>(List.of("ip"));
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), NetworkTest.class)
                .ifPresent(annotation -> programs.addAll(Arrays.asList(annotation.programs())));
        for (String program : programs) {
            if (!isOnPath(program)) {
                missing.add(program);
            }
        }
        return missing;
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve(program)));
    }
}
