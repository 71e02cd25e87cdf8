package cn.beian.server.records;

import cn.beian.facts.VisibleText;
import cn.beian.filing.numbers.FilingNumber;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The scheme is not public (regulation-data.md §5), so any printable text of bounded length is
 * taken, in normal form NFKC and with one blank for several.
 */
@Component
class PrintableNumbers implements OfficialNumberScheme {
  /** Most characters of a number. */
  static final int LONGEST = 64;

  private static final int USUAL_LEAST = 6;
  private static final int USUAL_MOST = 40;

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern USUAL = Pattern.compile("[\\p{IsHan}A-Za-z0-9〔〕()\\[\\]\\-/._ ]*");
  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  @Override
  public String fold(String typed) {
    return BLANKS
        .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
        .replaceAll(" ")
        .strip();
  }

  @Override
  public Optional<String> refusal(String folded) {
    if (folded.isEmpty()) {
      return Optional.of("official.problem.none");
    }
    if (folded.length() > LONGEST) {
      return Optional.of("official.problem.long");
    }
    if (VisibleText.blank(folded) || !VisibleText.of(folded).equals(folded)) {
      return Optional.of("official.problem.unprintable");
    }
    return FilingNumber.read(folded).valid()
        ? Optional.of("official.problem.working")
        : Optional.empty();
  }

  @Override
  public boolean odd(String folded) {
    return folded.length() < USUAL_LEAST
        || folded.length() > USUAL_MOST
        || !USUAL.matcher(folded).matches()
        || !DIGIT.matcher(folded).find();
  }
}
