package org.omnigraph.server.serve;

/// This build's version, as `/healthz` and `--version` give it.
public final class Version {
    public static final String TEXT = read();

    private Version() {}

    private static String read() {
        String fromManifest = Version.class.getPackage().getImplementationVersion();
        return fromManifest == null ? "0.1.0-SNAPSHOT" : fromManifest;
    }
}
