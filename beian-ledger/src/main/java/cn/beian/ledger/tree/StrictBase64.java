package cn.beian.ledger.tree;

import cn.beian.ledger.tree.ProofException.Code;
import java.util.Base64;

/** Base64 as used in proofs and notes. */
public final class StrictBase64 {
  private StrictBase64() {}

  /** Strict standard base64: padded, and only the canonical encoding is accepted. */
  public static byte[] decode(String text, Code code) throws ProofException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    throw new ProofException(code, "not base64: \"" + text + "\"");
  }
}
