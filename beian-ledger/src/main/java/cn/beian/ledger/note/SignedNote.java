package cn.beian.ledger.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.ProofException.Code;
import cn.beian.ledger.tree.StrictBase64;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * A text with signature lines, c2sp.org/signed-note.
 *
 * <pre>
 * text, one or more lines
 *
 * — name base64(4-byte key id ‖ signature)
 * </pre>
 *
 * @param text what is signed, with its final newline
 * @param signatures one or more, at most {@value #MAX_SIGNATURES}, in the order of their lines
 */
public record SignedNote(String text, List<Line> signatures) {
  /** Maximum number of signatures; notes with more are refused. */
  public static final int MAX_SIGNATURES = 100;

  /** Maximum length in UTF-16 units; longer notes are refused. */
  public static final int MAX_LENGTH = 1_000_000;

  private static final String DASH = "\u2014 ";

  /**
   * Checks the parts, but no signature.
   *
   * @throws IllegalArgumentException if they do not make a signed note
   */
  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || hasControls(text)) {
      throw new IllegalArgumentException("text has no final newline, or a control character");
    }
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("a note has 1 to " + MAX_SIGNATURES + " signatures");
    }
  }

  /**
   * One signature line.
   *
   * @param name name of the key
   * @param keyId id of the key
   * @param signature the signature in base64, without the key id
   */
  public record Line(String name, int keyId, String signature) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name is not a valid key name or the signature is not
     *     base64
     */
    public Line {
      if (!isKeyName(name)) {
        throw new IllegalArgumentException(
            "key name \"" + name + "\" is empty or has space or plus");
      }
      Base64.getDecoder().decode(signature);
    }

    static Line of(Verifier key, byte[] signature) {
      return new Line(key.name(), key.keyId(), Base64.getEncoder().encodeToString(signature));
    }

    byte[] bytes() {
      return Base64.getDecoder().decode(signature);
    }

    String format() {
      byte[] bytes = bytes();
      byte[] blob = ByteBuffer.allocate(4 + bytes.length).putInt(keyId).put(bytes).array();
      return DASH + name + " " + Base64.getEncoder().encodeToString(blob) + "\n";
    }

    static Line parse(String line) throws ProofException {
      String[] parts = line.startsWith(DASH) ? line.substring(2).split(" ", -1) : new String[0];
      if (parts.length != 2 || !isKeyName(parts[0])) {
        throw malformed("signature line is not \"— name base64\"");
      }
      byte[] blob = StrictBase64.decode(parts[1], Code.MALFORMED_NOTE);
      if (blob.length < 5) {
        throw malformed("signature of " + parts[0] + " is shorter than 5 bytes");
      }
      byte[] signature = new byte[blob.length - 4];
      int keyId = ByteBuffer.wrap(blob).get(4, signature).getInt(0);
      return new Line(parts[0], keyId, Base64.getEncoder().encodeToString(signature));
    }
  }

  /**
   * Signs a text.
   *
   * @param text ends with a newline, and has no other control characters
   * @throws IllegalArgumentException if the text is not of that form, or there is no signer
   */
  public static SignedNote sign(String text, List<Signer> signers) {
    byte[] bytes = text.getBytes(UTF_8);
    List<Line> lines = new ArrayList<>();
    for (Signer signer : signers) {
      lines.add(Line.of(signer.verifier(), signer.sign(bytes)));
    }
    return new SignedNote(text, lines);
  }

  /**
   * Reads a note without checking signatures.
   *
   * @throws ProofException {@code MALFORMED_NOTE} if it does not follow the format
   */
  public static SignedNote parse(String note) throws ProofException {
    if (note.length() > MAX_LENGTH) {
      throw malformed("note is longer than " + MAX_LENGTH + " characters");
    }
    if (hasControls(note)) {
      throw malformed("note has a control character other than newline, or is no UTF-8");
    }
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n")) {
      throw malformed("note has no blank line before its signatures, or no final newline");
    }
    List<Line> lines = new ArrayList<>();
    int from = end + 2;
    while (from < note.length()) {
      if (lines.size() == MAX_SIGNATURES) {
        throw malformed("note has more than " + MAX_SIGNATURES + " signatures");
      }
      int newline = note.indexOf('\n', from);
      lines.add(Line.parse(note.substring(from, newline)));
      from = newline + 1;
    }
    if (lines.isEmpty()) {
      throw malformed("note has no signature");
    }
    return new SignedNote(note.substring(0, end + 1), lines);
  }

  /**
   * Checks the signatures of known keys and ignores the others.
   *
   * @return the known keys that signed, at least one
   * @throws ProofException {@code BAD_SIGNATURE} if a known key's signature is wrong, {@code
   *     NO_KNOWN_SIGNATURE} if no known key signed
   */
  public List<Verifier> verify(Collection<Verifier> known) throws ProofException {
    byte[] bytes = text.getBytes(UTF_8);
    List<Verifier> signedBy = new ArrayList<>();
    for (Line line : signatures) {
      for (Verifier key : known) {
        if (key.name().equals(line.name()) && key.keyId() == line.keyId()) {
          if (!key.verify(bytes, line.bytes())) {
            throw new ProofException(Code.BAD_SIGNATURE, "signature of " + key.vkey() + " fails");
          }
          if (!signedBy.contains(key)) {
            signedBy.add(key);
          }
        }
      }
    }
    if (signedBy.isEmpty()) {
      throw new ProofException(
          Code.NO_KNOWN_SIGNATURE,
          "signed by "
              + signatures.stream().map(Line::name).toList()
              + ", none of them a known key");
    }
    return signedBy;
  }

  /** The note as it is stored and transmitted. */
  public String format() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(line -> note.append(line.format()));
    return note.toString();
  }

  /** Whether a key may have this name: not empty, no Unicode space, no plus, no control. */
  static boolean isKeyName(String name) {
    return !name.isEmpty()
        && name.chars()
            .noneMatch(
                c ->
                    c == '+'
                        || c < 0x20
                        || c == 0x85
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c));
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(c -> (c < 0x20 && c != '\n'))
        || text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }

  private static ProofException malformed(String message) {
    return new ProofException(Code.MALFORMED_NOTE, message);
  }
}
