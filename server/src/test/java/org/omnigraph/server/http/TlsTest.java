package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.server.serve.ServerLimits;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;

/// TLS with HTTP/2 and 1.1, PEM keys of each kind, and files that change.
class TlsTest {
    private static final Path KEYS = Path.of("src/test/resources/tls");

    @TempDir
    private Path folder;

    private HttpOptions.Tls install(String certificate, String key) throws IOException {
        Path crt = folder.resolve("tls.crt");
        Path pem = folder.resolve("tls.key");
        Files.write(crt, Files.readAllBytes(KEYS.resolve(certificate + ".crt")));
        Files.write(pem, Files.readAllBytes(KEYS.resolve(key + ".key")));
        return new HttpOptions.Tls(crt, pem);
    }

    private static TestServer serve(HttpOptions.Tls files) {
        return new TestServer(
                TestCluster.small().apply().served(""),
                new ServerLimits(16, 1_000_000),
                new HttpOptions("127.0.0.1", 0, 100, Optional.of(files), HttpOptions.Patience.DEFAULT));
    }

    /// A client that trusts all three certificates.
    private static SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String name : new String[] {"first", "second", "rsa"}) {
            trusted.setCertificateEntry(
                    name,
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(Files.readAllBytes(KEYS.resolve(name + ".crt")))));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> get(TestServer server, HttpClient.Version version) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusting()).version(version).build()) {
            URI uri = URI.create("https://127.0.0.1:" + server.port() + "/graphs/library/schema");
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String subject(HttpResponse<String> response) throws Exception {
        return ((X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    @Test
    void tls_servesBothVersions_andOldRsaKeys() throws Exception {
        try (TestServer server = serve(install("rsa", "rsa"))) {
            HttpResponse<String> second = get(server, HttpClient.Version.HTTP_2);
            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(second.version()).isEqualTo(HttpClient.Version.HTTP_2);
            HttpResponse<String> first = get(server, HttpClient.Version.HTTP_1_1);
            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(first.body()).isEqualTo(second.body());
        }
    }

    @Test
    void files_thatChange_serveNewConnections_andBadOnesAreNotTaken() throws Exception {
        HttpOptions.Tls files = install("first", "first");
        TlsContext context = new TlsContext(files);
        context.factory().start();
        assertThat(context.factory().getAliases()).contains("server");
        try (TestServer server = serve(files)) {
            assertThat(subject(get(server, HttpClient.Version.HTTP_2))).isEqualTo("CN=first");
        }
        install("second", "first");
        assertThat(context.look()).isFalse();
        assertThat(context.look()).as("it is warned of once").isFalse();
        install("second", "second");
        assertThat(context.look()).isTrue();
        assertThat(((X509Certificate) context.factory().getKeyStore().getCertificate("server"))
                        .getSubjectX500Principal()
                        .getName())
                .isEqualTo("CN=second");
        Files.delete(files.key());
        assertThat(context.look()).isFalse();
        context.factory().stop();
    }

    @Test
    void start_withAKeyOfAnotherCertificate_isRefused() throws IOException {
        HttpOptions.Tls files = install("first", "second");
        assertThatThrownBy(() -> serve(files))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not the certificate's");
    }
}
