package cn.beian.rules.book;

import cn.beian.rules.JsonFormatException;
import cn.beian.rules.Node;
import cn.beian.rules.NodeJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * A numbered version of a rulebook with the day from which it is in effect, signed with Ed25519.
 * What is signed are the four lines {@code beian rulebook-version/1}, number, day and version, each
 * ended by a line feed.
 *
 * @param number from 1, never used again
 * @param effectiveFrom first day in Beijing on which it decides
 * @param version of the rulebook, see {@link Rulebook#version()}
 * @param signature base64 of the 64 bytes
 */
public record SignedVersion(int number, LocalDate effectiveFrom, String version, String signature) {
  private static final String FORM = "rulebook-version/1";
  private static final String ALGORITHM = "Ed25519";
  private static final int SIGNATURE_BYTES = 64;

  public SignedVersion {
    if (number < 1) {
      throw new IllegalArgumentException("number " + number + ", expected 1 or more");
    }
  }

  /**
   * Signs a version.
   *
   * @throws GeneralSecurityException when the key is no Ed25519 key
   */
  public static SignedVersion sign(
      Rulebook rulebook, int number, LocalDate effectiveFrom, PrivateKey key)
      throws GeneralSecurityException {
    SignedVersion unsigned = new SignedVersion(number, effectiveFrom, rulebook.version(), "");
    Signature signer = Signature.getInstance(ALGORITHM);
    signer.initSign(key);
    signer.update(unsigned.signed());
    String signature = Base64.getEncoder().encodeToString(signer.sign());
    return new SignedVersion(number, effectiveFrom, rulebook.version(), signature);
  }

  /**
   * Whether the owner of the key signed exactly this, for this rulebook.
   *
   * @throws GeneralSecurityException when the key is no Ed25519 key
   */
  public boolean holds(Rulebook rulebook, PublicKey key) throws GeneralSecurityException {
    return refusal(rulebook, key).isEmpty();
  }

  /**
   * Why this is not the signature of that rulebook by the owner of the key; empty where it is.
   *
   * @throws GeneralSecurityException when the key is no Ed25519 key
   */
  public Optional<SignatureRefusedException.Why> refusal(Rulebook rulebook, PublicKey key)
      throws GeneralSecurityException {
    if (!version.equals(rulebook.version())) {
      return Optional.of(SignatureRefusedException.Why.OTHER_RULEBOOK);
    }
    Signature verifier = Signature.getInstance(ALGORITHM);
    verifier.initVerify(key);
    verifier.update(signed());
    try {
      byte[] bytes = Base64.getDecoder().decode(signature);
      if (bytes.length == SIGNATURE_BYTES && verifier.verify(bytes)) { // JDK 17 takes longer ones
        return Optional.empty();
      }
    } catch (java.security.SignatureException | IllegalArgumentException e) {
      // no signature at all is as good as a wrong one
    }
    return Optional.of(SignatureRefusedException.Why.OTHER_SIGNER);
  }

  private byte[] signed() {
    return ("beian " + FORM + '\n' + number + '\n' + effectiveFrom + '\n' + version + '\n')
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes it as JSON; does not close. */
  public void write(OutputStream out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = NodeJson.generator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("beian", FORM);
      json.writeStringProperty("effectiveFrom", effectiveFrom.toString());
      json.writeNumberProperty("number", number);
      json.writeStringProperty("signature", signature);
      json.writeStringProperty("version", version);
      json.writeEndObject();
    }
    out.write(bytes.toByteArray());
    out.write('\n');
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JsonFormatException when it is something else
   */
  public static SignedVersion read(InputStream in) throws IOException {
    try {
      Node node = NodeJson.read(new ByteArrayInputStream(in.readAllBytes()));
      node.only("beian", "effectiveFrom", "number", "signature", "version");
      if (!node.text("beian").equals(FORM)) {
        throw node.get("beian").refuse("version " + node.text("beian") + ", expected " + FORM);
      }
      if (node.get("number").integer() < 1) {
        throw node.get("number").refuse("expected 1 or more");
      }
      return new SignedVersion(
          node.get("number").integer(),
          node.get("effectiveFrom").date(),
          node.filled("version"),
          node.filled("signature"));
    } catch (Node.Refused e) {
      throw JsonFormatException.of(e);
    }
  }
}
