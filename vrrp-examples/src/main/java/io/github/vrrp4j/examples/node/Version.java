package io.github.vrrp4j.examples.node;

import picocli.CommandLine.IVersionProvider;

/** The version of the running program. */
public final class Version implements IVersionProvider {

    /** Creates the provider; picocli needs the constructor. */
    public Version() {}

    /** The version from the jar's manifest, or {@code (not packaged)} when run from class files. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "vrrp4j " + text() + ", Java " + System.getProperty("java.version") + " ("
                    + System.getProperty("java.vendor") + ")"
        };
    }
}
