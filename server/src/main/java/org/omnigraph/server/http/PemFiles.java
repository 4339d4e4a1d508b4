package org.omnigraph.server.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnigraph.state.store.RegularFile;

/// A certificate chain and a private key as PEM files hold them (RFC 7468): keys as PKCS#8, and RSA keys also in
/// their older form.
final class PemFiles {
    /// Of the key store in memory, which knows no other way.
    static final String PASSWORD = "memory-only";

    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]{0,65536})-----END \\1-----");
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA");

    private PemFiles() {}

    /// Both files, one after the other.
    static byte[] read(HttpOptions.Tls files) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        for (var file : List.of(files.certificate(), files.key())) {
            both.writeBytes(RegularFile.read(file, FILE_BYTES_MAX));
            both.write('\n');
        }
        return both.toByteArray();
    }

    /// The chain and its key.
    ///
    /// @throws IllegalArgumentException if one is missing or they do not belong together
    static KeyStore keyStore(byte[] pem) throws GeneralSecurityException, IOException {
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        List<Certificate> chain = new ArrayList<>();
        List<PrivateKey> keys = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(new String(pem, StandardCharsets.US_ASCII));
        while (blocks.find()) {
            byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
            switch (blocks.group(1)) {
                case "CERTIFICATE" -> chain.add(certificates.generateCertificate(new ByteArrayInputStream(der)));
                case "PRIVATE KEY" -> keys.add(key(der));
                case "RSA PRIVATE KEY" -> keys.add(key(pkcs8OfRsa(der)));
                case "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
                    throw new IllegalArgumentException(
                            "the key is not plain PKCS#8; `openssl pkcs8 -topk8 -nocrypt` makes it so");
                default -> {}
            }
        }
        if (chain.isEmpty() || keys.size() != 1) {
            throw new IllegalArgumentException("there must be a certificate and exactly one private key");
        }
        KeyPairCheck.require(chain.getFirst().getPublicKey(), keys.getFirst());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", keys.getFirst(), PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
        return store;
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // Of another kind.
            }
        }
        throw new IllegalArgumentException("the private key is of no kind that is known here");
    }

    /// Wraps a PKCS#1 key: SEQUENCE { 0, rsaEncryption, OCTET STRING { key } }.
    private static byte[] pkcs8OfRsa(byte[] pkcs1) {
        byte[] head = {2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0};
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(head);
        inner.writeBytes(der(4, pkcs1));
        return der(0x30, inner.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 5);
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x83);
            out.write(content.length >> 16);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
