package cn.beian.server.filings.review;

import cn.beian.filing.form.Question;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.SubmittedPackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was answered of packages that were replaced, as answers of those that stand in their place:
 * an answer of a package is compared with what it says of the next one, instead of being gone there
 * and new here.
 */
final class ReplacedPackages {
  private ReplacedPackages() {}

  /**
   * Answers from before, under the questions that ask the same now.
   *
   * @param earlier packages of then
   * @param now packages of now
   */
  static Map<Question, StoredAnswer> inPlace(
      Map<Question, StoredAnswer> before,
      List<SubmittedPackage> earlier,
      List<SubmittedPackage> now) {
    Map<String, String> successors = successors(earlier, now);
    if (successors.isEmpty()) {
      return before;
    }
    Map<Question, StoredAnswer> moved = new LinkedHashMap<>();
    before.forEach(
        (question, answer) ->
            moved.put(
                new Question(
                    question.fieldId(), successors.getOrDefault(question.item(), question.item())),
                answer));
    return moved;
  }

  /**
   * By id: of the same package name or AppID, else the only one that came for the only one gone.
   */
  private static Map<String, String> successors(
      List<SubmittedPackage> earlier, List<SubmittedPackage> now) {
    List<UUID> standing = now.stream().map(SubmittedPackage::packageId).toList();
    List<UUID> stood = earlier.stream().map(SubmittedPackage::packageId).toList();
    List<SubmittedPackage> gone =
        earlier.stream().filter(one -> !standing.contains(one.packageId())).toList();
    List<SubmittedPackage> come =
        new ArrayList<>(now.stream().filter(one -> !stood.contains(one.packageId())).toList());
    boolean single = gone.size() == 1 && come.size() == 1;
    Map<String, String> successors = new HashMap<>();
    for (SubmittedPackage one : gone) {
      come.stream()
          .filter(next -> single || sameName(one, next))
          .findFirst()
          .ifPresent(
              next -> {
                come.remove(next);
                successors.put(one.packageId().toString(), next.packageId().toString());
              });
    }
    return successors;
  }

  private static boolean sameName(SubmittedPackage one, SubmittedPackage other) {
    return !one.identity().isEmpty() && one.identity().equals(other.identity());
  }
}
