package cn.beian.ledger.note;

import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.ProofException.Code;
import cn.beian.ledger.tree.StrictBase64;
import cn.beian.ledger.tree.TreeHead;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signed tree head, c2sp.org/tlog-checkpoint: a signed note with the text
 *
 * <pre>
 * origin
 * size in decimal
 * root in base64
 * extension lines, if any
 * </pre>
 *
 * <p>Ours have one extension line, {@code time N}: the time of signing in seconds since 1970, as in
 * a cosignature of c2sp.org/tlog-cosignature. It shows a reader that the log is alive and the
 * answer is not an old one.
 *
 * @param origin name of the log, scheme-less URL
 * @param head size and root
 * @param note the signed note from which these were read, unchanged
 */
public record Checkpoint(String origin, TreeHead head, SignedNote note) {
  private static final String TIME = "time ";
  private static final Pattern TIME_LINE =
      Pattern.compile("^" + TIME + "(0|[1-9][0-9]{0,11})$", Pattern.MULTILINE);

  /**
   * Checks that origin and head are those of the note, but no signature.
   *
   * @throws IllegalArgumentException if they differ
   */
  public Checkpoint {
    if (!note.text().startsWith(body(origin, head))) {
      throw new IllegalArgumentException("note is not of " + origin + " and " + head);
    }
  }

  /**
   * Signs a tree head with the time of signing.
   *
   * @throws IllegalArgumentException if the origin is not a valid key name
   */
  public static Checkpoint sign(String origin, TreeHead head, Instant at, List<Signer> signers) {
    return sign(origin, head, TIME + at.getEpochSecond() + "\n", signers);
  }

  /**
   * Signs a tree head without a time, as other logs do.
   *
   * @throws IllegalArgumentException if the origin is not a valid key name
   */
  public static Checkpoint sign(String origin, TreeHead head, List<Signer> signers) {
    return sign(origin, head, "", signers);
  }

  private static Checkpoint sign(
      String origin, TreeHead head, String extension, List<Signer> signers) {
    if (!SignedNote.isKeyName(origin)) {
      throw new IllegalArgumentException("origin \"" + origin + "\" is empty or has space or plus");
    }
    String text = body(origin, head) + extension;
    return new Checkpoint(origin, head, SignedNote.sign(text, signers));
  }

  private static String body(String origin, TreeHead head) {
    return origin + "\n" + head.size() + "\n" + head.root().base64() + "\n";
  }

  /**
   * Reads a checkpoint without checking signatures.
   *
   * @throws ProofException {@code MALFORMED_NOTE} or {@code MALFORMED_CHECKPOINT} if it does not
   *     follow the format
   */
  public static Checkpoint parse(String text) throws ProofException {
    SignedNote note = SignedNote.parse(text);
    List<String> lines = List.of(note.text().split("\n", -1)); // the last one is empty
    if (lines.size() < 4 || lines.subList(0, lines.size() - 1).contains("")) {
      throw new ProofException(
          Code.MALFORMED_CHECKPOINT, "checkpoint has fewer than three lines, or an empty one");
    }
    long size = decimal(lines.get(1), Code.MALFORMED_CHECKPOINT);
    byte[] root = StrictBase64.decode(lines.get(2), Code.MALFORMED_CHECKPOINT);
    return new Checkpoint(lines.get(0), new TreeHead(size, Hash.of(root)), note);
  }

  /** Number of leaves. */
  public long size() {
    return head.size();
  }

  /**
   * The time of signing, in whole seconds; empty if the checkpoint has none, like those of other
   * logs and our older ones.
   */
  public Optional<Instant> time() {
    Matcher line = TIME_LINE.matcher(note.text().substring(body(origin, head).length()));
    return line.find()
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(line.group(1))))
        : Optional.empty();
  }

  /**
   * Checks that a known key of this origin signed. Signatures of other known keys (witnesses) must
   * be valid if present; unknown keys are ignored.
   *
   * @return the known keys that signed
   * @throws ProofException {@code BAD_SIGNATURE}, {@code NO_KNOWN_SIGNATURE}, or {@code
   *     WRONG_ORIGIN} if no known key that signed has the origin as its name
   */
  public List<Verifier> verify(Collection<Verifier> known) throws ProofException {
    List<Verifier> signedBy = note.verify(known);
    if (signedBy.stream().noneMatch(key -> key.name().equals(origin))) {
      throw new ProofException(
          Code.WRONG_ORIGIN,
          "checkpoint of " + origin + " is signed by " + signedBy + ", none of that name");
    }
    return signedBy;
  }

  /** The checkpoint as it is stored and transmitted. */
  public String format() {
    return note.format();
  }

  /** Decimal without leading zeros, 0 to 2^63 - 1. */
  static long decimal(String text, Code code) throws ProofException {
    if (text.matches("0|[1-9][0-9]{0,18}")) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        // over 2^63 - 1, reported below
      }
    }
    throw new ProofException(code, "not a number from 0 to 2^63 - 1: \"" + text + "\"");
  }
}
