package cn.beian.server.filings.answers;

import java.text.Normalizer;
import java.util.List;

/** Whether a reviewer's reason is his own, where the law wants one beside the sponsor's. */
public final class OwnWords {
  private OwnWords() {}

  /** Whether a reason is, but for blanks and marks, what the sponsor said. */
  public static boolean borrowed(String reason, List<String> said) {
    String bare = bare(reason);
    return said.stream().anyMatch(one -> bare(one).equals(bare));
  }

  private static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
