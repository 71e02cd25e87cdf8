package cn.beian.server.records;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of an office as people type it who leave the brackets around its year out. */
public final class YearInBrackets {
  private static final String NO_BRACKET = "[^\\[\\](){}〔〕【】]";
  private static final Pattern BARE =
      Pattern.compile("(" + NO_BRACKET + "{0,30}\\D)((?:19|20)[0-9]{2})(\\D" + NO_BRACKET + "*)");

  private YearInBrackets() {}

  /** The same with brackets; empty where it has some, or no year between words. */
  public static Optional<String> of(String folded) {
    Matcher bare = BARE.matcher(folded);
    return bare.matches()
        ? Optional.of(bare.group(1).strip() + "〔" + bare.group(2) + "〕" + bare.group(3).strip())
        : Optional.empty();
  }
}
