package cn.beian.ledger.note;

/** A public key that can check a signature line of a signed note (c2sp.org/signed-note). */
public interface Verifier {
  /** Name of the key; for the key of a log, its origin. */
  String name();

  /** First four bytes of the key's digest, big-endian. */
  int keyId();

  /** Whether {@code signature} (without the key id) over {@code text} was made by this key. */
  boolean verify(byte[] text, byte[] signature);

  /** The key as text, {@code name+hex(id)+base64(type ‖ public key)}. */
  String vkey();
}
