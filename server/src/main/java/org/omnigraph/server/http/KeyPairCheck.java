package org.omnigraph.server.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/// Whether a private key belongs to a certificate: half a renewal must not be served.
final class KeyPairCheck {
    private KeyPairCheck() {}

    /// Signs with one and verifies with the other.
    ///
    /// @throws IllegalArgumentException if they do not belong together
    static void require(PublicKey publicKey, PrivateKey privateKey) throws GeneralSecurityException {
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
        };
        byte[] text = "one pair".getBytes(StandardCharsets.UTF_8);
        boolean same = publicKey.getAlgorithm().equals(privateKey.getAlgorithm());
        if (same) {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(text);
            same = signature.verify(signed);
        }
        if (!same) {
            throw new IllegalArgumentException("the private key is not the certificate's");
        }
    }
}
