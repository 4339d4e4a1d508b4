package org.omnigraph.state.testing;

/// How much of what there is a test tries.
public final class Sample {
    private Sample() {}

    /// The share that a system property asks for, from 0 to 1.
    public static double share(String property, double usual) {
        return Double.parseDouble(System.getProperty(property, Double.toString(usual)));
    }
}
