package cn.beian.server.api;

import cn.beian.server.platform.StorableText;
import cn.beian.server.records.FilingLookup.Question;
import cn.beian.server.records.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A question to the look-up as it was sent: what cannot be answered is refused with 400, since a
 * store that is told UNKNOWN for a misspelt question takes a lawful app down.
 */
final class LookupQuestion {
  /** Names of all parameters and members, as the contract has them. */
  static final Set<String> MEMBERS = Set.of("number", "sha256", "platform", "packageId", "signer");

  private static final List<String> ASKING = List.of("number", "sha256", "packageId");
  private static final int LONGEST_TEXT = 1024;

  private LookupQuestion() {}

  /**
   * The question.
   *
   * @param asked by name
   * @param at where it stands, as sentences begin; empty for a question alone
   * @throws ErrorResponseException 400 that names what is wrong
   */
  static Question of(Map<String, String> asked, String at) {
    Set<String> unknown = new TreeSet<>(asked.keySet());
    unknown.removeAll(MEMBERS);
    if (!unknown.isEmpty()) {
      throw refused(
          at, "unknown parameter; known are " + String.join(", ", new TreeSet<>(MEMBERS)));
    }
    asked.forEach((name, value) -> requireText(at, name, value));
    if (ASKING.stream().allMatch(name -> text(asked, name).isBlank())) {
      throw refused(at, "one of " + String.join(", ", ASKING) + " is required");
    }
    for (String digest : List.of("sha256", "signer")) {
      if (!text(asked, digest).strip().replace(":", "").matches("([0-9A-Fa-f]{64})?")) {
        throw refused(at, digest + " must be a SHA-256 digest of 64 hexadecimal digits");
      }
    }
    String platform = text(asked, "platform");
    if (!platform.isBlank() && !Platform.isKnown(platform)) {
      throw refused(at, "unknown platform");
    }
    return new Question(
        text(asked, "number"),
        text(asked, "sha256"),
        platform,
        text(asked, "packageId"),
        text(asked, "signer"));
  }

  private static String text(Map<String, String> asked, String name) {
    return asked.getOrDefault(name, "");
  }

  private static void requireText(String at, String name, String value) {
    if (value.length() > LONGEST_TEXT) {
      throw refused(at, name + " is longer than " + LONGEST_TEXT + " characters");
    }
    if (!StorableText.storable(value)) {
      throw refused(at, name + " holds U+0000 or half of a surrogate pair");
    }
  }

  static ErrorResponseException refused(String at, String detail) {
    return new ErrorResponseException(
        HttpStatus.BAD_REQUEST,
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, at.isEmpty() ? detail : at + ": " + detail),
        null);
  }
}
