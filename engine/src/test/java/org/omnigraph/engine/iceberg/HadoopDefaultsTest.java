package org.omnigraph.engine.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class HadoopDefaultsTest {
    @Test
    void configuration_madeInside_readsNoFile() throws IOException {
        assertThat(new Configuration().size()).isPositive();
        Configuration made = HadoopDefaults.unread(Configuration::new);
        assertThat(made.size()).isZero();
        made.set("key", "value");
        assertThat(made.get("key")).isEqualTo("value");
    }

    @Test
    void thread_getsItsClassLoaderBack_alsoAfterAFailure() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        HadoopDefaults.unread(Configuration::new);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        assertThatThrownBy(() -> HadoopDefaults.unread(() -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
}
