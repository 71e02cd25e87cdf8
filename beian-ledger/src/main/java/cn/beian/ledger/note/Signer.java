package cn.beian.ledger.note;

/** A private key that can sign a note. */
public interface Signer {
  /** The public key of this signer. */
  Verifier verifier();

  /** The signature over {@code text}, without the key id. */
  byte[] sign(byte[] text);
}
