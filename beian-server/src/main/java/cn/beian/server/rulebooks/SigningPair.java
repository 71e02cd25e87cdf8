package cn.beian.server.rulebooks;

import cn.beian.rules.book.RulebookKeys;
import cn.beian.server.platform.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key pair that signs rulebooks, in a file that only its owner can read. */
final class SigningPair {
  private static final Logger LOG = LoggerFactory.getLogger(SigningPair.class);

  private SigningPair() {}

  /**
   * Reads the pair.
   *
   * @param make whether one is made where there is none: only before anything was signed
   * @throws IllegalStateException saying which file is missing or wrong and how to mend it
   */
  static KeyPair load(Path file, boolean make) {
    try {
      if (!Files.exists(file)) {
        if (!make) {
          throw new IllegalStateException(
              "The key "
                  + file
                  + " that signed the rulebooks of this database is missing. Bring it back from the"
                  + " backup, or name its place with beian.rulebook.key.");
        }
        create(file);
      }
      String pem = Files.readString(file);
      return new KeyPair(RulebookKeys.publicKey(pem), RulebookKeys.privateKey(pem));
    } catch (IOException e) {
      throw new UncheckedIOException("the key of the rulebook " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          file
              + " holds no Ed25519 key pair (a PRIVATE KEY and a PUBLIC KEY, PEM): "
              + e.getMessage()
              + ". Bring it back from the backup.",
          e);
    }
  }

  private static void create(Path file) throws IOException {
    KeyPair pair = RulebookKeys.generate();
    String pem = RulebookKeys.pem(pair.getPrivate()) + RulebookKeys.pem(pair.getPublic());
    if (DurableFiles.createSecret(file, pem)) {
      LOG.info("made the key that signs rulebooks in {}; back it up apart from the database", file);
    }
  }
}
