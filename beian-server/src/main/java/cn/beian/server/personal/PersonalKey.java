package cn.beian.server.personal;

import cn.beian.server.keys.Hkdf;
import cn.beian.server.platform.DurableFiles;
import cn.beian.server.start.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key for personal data: 32 random bytes, in base64 in a file that only its owner can read.
 * Made at the first start. Every use has a key of its own, derived by HKDF (RFC 5869).
 */
final class PersonalKey {
  /** Length of the file's key. */
  static final int BYTES = 32;

  private static final Logger LOG = LoggerFactory.getLogger(PersonalKey.class);

  private final byte[] key;

  private PersonalKey(byte[] key) {
    this.key = key.clone();
  }

  /** A key that is already there. */
  static PersonalKey of(byte[] key) {
    return new PersonalKey(key);
  }

  /**
   * Reads the key; makes it if the file does not exist.
   *
   * @throws StartRefusedException if the file contains anything else than a key
   */
  static PersonalKey load(Path file) {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        create(file);
      }
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length != BYTES) {
        throw wrong(file, "it has " + key.length + " bytes");
      }
      warnWhereOthersRead(file);
      return new PersonalKey(key);
    } catch (IllegalArgumentException e) {
      throw wrong(file, "it is not base64");
    } catch (IOException e) {
      throw wrong(file, "it cannot be read (" + e + ")");
    }
  }

  private static StartRefusedException wrong(Path file, String why) {
    return new StartRefusedException(
        file + " is not a key for personal data (32 bytes in base64): " + why + ".",
        "Restore it from the backup of the keys, or name its place with beian.personal.key.");
  }

  private static void warnWhereOthersRead(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && !Collections.disjoint(
            Files.getPosixFilePermissions(file),
            EnumSet.of(
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.OTHERS_WRITE))) {
      LOG.warn(
          "others than its owner may read or write the key for personal data {}: chmod 600 it",
          file);
    }
  }

  private static void create(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    if (DurableFiles.createSecret(file, Base64.getEncoder().encodeToString(key) + "\n")) {
      LOG.info(
          "made the key for personal data in {}; back it up apart from the database: without it"
              + " contact details and second factors cannot be read",
          file);
    }
  }

  /**
   * The key for one use.
   *
   * @param use name of the use
   */
  byte[] derive(String use) {
    return Hkdf.derive(key, use);
  }
}
