package org.omnigraph.server.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The TLS settings of the listener, from two PEM files. The files are looked at every few seconds: what changed and
/// can be used serves new connections from then on; what cannot is warned of once, and the last good stays.
final class TlsContext extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final long LOOK_MILLIS = 2_000;

    private final HttpOptions.Tls files;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final ScheduledExecutorScheduler timer = new ScheduledExecutorScheduler("tls-files", true);
    private byte[] seen;

    /// Reads the files.
    ///
    /// @throws IllegalArgumentException if they cannot be used
    TlsContext(HttpOptions.Tls files) {
        this.files = files;
        try {
            byte[] bytes = PemFiles.read(files);
            use(factory, PemFiles.keyStore(bytes));
            this.seen = bytes;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the TLS files cannot be used: " + e.getMessage(), e);
        }
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    private static void use(SslContextFactory.Server factory, KeyStore keys) {
        factory.setKeyStore(keys);
        factory.setKeyStorePassword(PemFiles.PASSWORD);
        factory.setKeyManagerPassword(PemFiles.PASSWORD);
    }

    @Override
    protected void doStart() throws Exception {
        timer.start();
        lookLater();
    }

    @Override
    protected void doStop() throws Exception {
        timer.stop();
    }

    private void lookLater() {
        timer.schedule(
                () -> {
                    look();
                    lookLater();
                },
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /// Takes the files if they changed.
    ///
    /// @return true if new ones are served from now on
    synchronized boolean look() {
        byte[] bytes;
        try {
            bytes = PemFiles.read(files);
        } catch (IOException e) {
            bytes = new byte[0];
        }
        if (Arrays.equals(bytes, seen)) {
            return false;
        }
        seen = bytes;
        try {
            KeyStore keys = PemFiles.keyStore(bytes);
            factory.reload(f -> use((SslContextFactory.Server) f, keys));
            LOG.atInfo().addKeyValue("certificate", files.certificate()).log("TLS files reloaded");
            return true;
        } catch (Exception e) {
            LOG.atWarn()
                    .addKeyValue("certificate", files.certificate())
                    .addKeyValue("error", e.getMessage())
                    .log("the changed TLS files cannot be used; the last good ones stay");
            return false;
        }
    }
}
