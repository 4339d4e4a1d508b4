package org.omnigraph.engine.iceberg;

import java.io.IOException;
import java.net.URL;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps Hadoop from reading its defaults. Iceberg's Parquet writers make a Hadoop `Configuration` for each
/// file, which takes `core-default.xml` and `mapred-default.xml` out of their jars and parses them each time:
/// more than a quarter of the processor time of small writes, for settings of file systems and jobs that are
/// not in use.
final class HadoopDefaults {
    private static final Pattern SETTINGS = Pattern.compile("[a-z]+-(default|site)\\.xml");

    /// A configuration looks for its files through the context class loader of the thread that makes it.
    private static final ClassLoader WITHOUT = new ClassLoader(HadoopDefaults.class.getClassLoader()) {
        @Override
        public @Nullable URL getResource(String name) {
            return SETTINGS.matcher(name).matches() ? null : super.getResource(name);
        }
    };

    private HadoopDefaults() {}

    /// Opens a writer.
    interface Opening<W> {
        W open() throws IOException;
    }

    /// What `opening` opens, with no configuration file read.
    static <W> W unread(Opening<W> opening) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(WITHOUT);
        try {
            return opening.open();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
