package cn.beian.rules.book;

import cn.beian.rules.JsonFormatException;
import cn.beian.rules.book.SignatureRefusedException.Why;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;

/**
 * A rulebook whose signature was checked.
 *
 * @param rulebook what was signed
 * @param signed number, day and signature
 */
public record SignedRulebook(Rulebook rulebook, SignedVersion signed) {
  /** What the name of the file with the signature has beyond that of the rulebook. */
  public static final String SIGNATURE = ".sig";

  /**
   * Reads a rulebook in canonical form, its signature in the file beside it, {@value #SIGNATURE}
   * after its name, and the key by which it has to be signed.
   *
   * @param key file with the public key as PEM
   * @throws SignatureRefusedException when it is not signed by that key, or not readable
   */
  public static SignedRulebook read(Path file, Path key)
      throws IOException, SignatureRefusedException {
    Path beside = file.resolveSibling(file.getFileName() + SIGNATURE);
    return of(
        bytes(file, Why.UNREADABLE),
        file.toString(),
        bytes(beside, Why.MISSING),
        beside.toString(),
        publicKey(key));
  }

  /**
   * The same from bytes.
   *
   * @param file name of the rulebook, for the refusal
   * @param beside name of the signature, for the refusal
   */
  public static SignedRulebook of(
      byte[] canonical, String file, byte[] signature, String beside, PublicKey key)
      throws IOException, SignatureRefusedException {
    SignedVersion signed = signature(signature, beside);
    Rulebook rulebook;
    try {
      rulebook = Rulebook.of(canonical);
    } catch (JsonFormatException e) {
      throw new SignatureRefusedException(Why.UNREADABLE, file, String.valueOf(e.getMessage()));
    }
    try {
      Why why = signed.refusal(rulebook, key).orElse(null);
      if (why != null) {
        throw new SignatureRefusedException(
            why, beside, "it is for " + signed.version() + ", found " + rulebook.version());
      }
    } catch (GeneralSecurityException e) {
      throw new SignatureRefusedException(Why.OTHER_SIGNER, beside, String.valueOf(e.getMessage()));
    }
    return new SignedRulebook(rulebook, signed);
  }

  private static SignedVersion signature(byte[] bytes, String file)
      throws IOException, SignatureRefusedException {
    try {
      return SignedVersion.read(new ByteArrayInputStream(bytes));
    } catch (JsonFormatException e) {
      throw new SignatureRefusedException(Why.UNREADABLE, file, String.valueOf(e.getMessage()));
    }
  }

  private static PublicKey publicKey(Path file) throws IOException, SignatureRefusedException {
    try {
      return RulebookKeys.publicKey(
          new String(bytes(file, Why.UNREADABLE), StandardCharsets.ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new SignatureRefusedException(
          Why.UNREADABLE, file.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static byte[] bytes(Path file, Why absent) throws IOException, SignatureRefusedException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new SignatureRefusedException(absent, file.toString(), "no such file");
    }
  }
}
