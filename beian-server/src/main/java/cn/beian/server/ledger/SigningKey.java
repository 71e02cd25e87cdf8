package cn.beian.server.ledger;

import cn.beian.ledger.note.Ed25519;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.tree.ProofException;
import cn.beian.server.keys.Hkdf;
import cn.beian.server.platform.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log's private key in a file that only its owner can read; made at the first start. */
final class SigningKey {
  private static final String FILE = "signing.key";
  private static final Logger LOG = LoggerFactory.getLogger(SigningKey.class);

  private SigningKey() {}

  /**
   * A secret derived from the key; empty where the folder has none, or that of another verifier.
   *
   * @param use name of the use
   */
  static Optional<byte[]> derived(Path directory, Verifier of, String use) {
    Path file = directory.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String key = Files.readString(file).strip();
      return Ed25519.signer(key).verifier().vkey().equals(of.vkey())
          ? Optional.of(Hkdf.derive(key.getBytes(StandardCharsets.UTF_8), use))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("signing key " + file, e);
    } catch (ProofException e) {
      throw new IllegalStateException("signing key " + file + ": " + e.getMessage(), e);
    }
  }

  static Signer load(Path directory, String origin) {
    Path file = directory.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        create(file, origin);
      }
      Signer signer = Ed25519.signer(Files.readString(file).strip());
      if (!signer.verifier().name().equals(origin)) {
        throw new IllegalStateException(
            file
                + " is the key of "
                + signer.verifier().name()
                + ", but beian.ledger.origin is "
                + origin);
      }
      return signer;
    } catch (IOException e) {
      throw new UncheckedIOException("signing key " + file, e);
    } catch (ProofException e) {
      throw new IllegalStateException("signing key " + file + ": " + e.getMessage(), e);
    }
  }

  private static void create(Path file, String origin) throws IOException {
    if (DurableFiles.createSecret(file, Ed25519.generate(origin, new SecureRandom()) + "\n")) {
      LOG.info(
          "made the signing key of {} in {}; back it up apart from the database", origin, file);
    }
  }
}
