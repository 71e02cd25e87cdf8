package cn.beian.server.filings.review;

import cn.beian.filing.form.Question;
import cn.beian.filing.policies.PackageSet;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.testing.TestRuns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What was answered of packages that were replaced, as answers of those that stand in their place:
 * an answer of a package is compared with what it says of the next one, instead of being gone there
 * and new here.
 */
@Component
class ReplacedPackages {
  private final TestRuns tests;

  ReplacedPackages(TestRuns tests) {
    this.tests = tests;
  }

  /**
   * Answers from before, under the questions that ask the same now.
   *
   * @param earlier packages of then
   * @param now packages of now
   */
  Map<Question, StoredAnswer> inPlace(
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
   * By id: of the same app for the same platform, else the only one that came for the only one
   * gone.
   */
  private Map<String, String> successors(
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
          .filter(next -> single || sameApp(one, next))
          .findFirst()
          .ifPresent(
              next -> {
                come.remove(next);
                successors.put(one.packageId().toString(), next.packageId().toString());
              });
    }
    return successors;
  }

  private boolean sameApp(SubmittedPackage one, SubmittedPackage other) {
    return !one.identity().isEmpty()
        && one.identity().equals(other.identity())
        && member(one).equals(member(other));
  }

  private Optional<PackageSet.Member> member(SubmittedPackage one) {
    return one.testId()
        .flatMap(tests::find)
        .map(test -> PackageAnswers.member(test.result().header().format(), one.identity()));
  }
}
