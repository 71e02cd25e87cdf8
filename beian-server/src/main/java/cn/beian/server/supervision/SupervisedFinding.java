package cn.beian.server.supervision;

import cn.beian.filing.form.Answer;
import cn.beian.rules.book.RuleChange;
import cn.beian.server.filings.EarlierDismissal;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.SeenScreen;
import cn.beian.server.testing.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A finding of a case, with all that is known of it.
 *
 * @param place from 1, the gravest first
 * @param packageId the build that it was found in
 * @param build its file, and its version where the record names one
 * @param finding by the new version; with what the sponsor said of that rule when it filed, and how
 *     that was judged
 * @param before what it meant by the version before
 * @param after what it means now
 * @param change what became of the rule between the two versions; absent where it stands as it was
 * @param seen the screen of its evidence, as far as the package names it
 * @param dismissal by which a reviewer dismissed the same evidence before; shown, never applied
 * @param answers of the sponsor, the latest round last; that of a round that was not sent is there
 *     for its own people alone
 * @param gone since when a version filed later does not show it; absent while it does
 * @param settlement of the supervisor
 */
public record SupervisedFinding(
    int place,
    UUID packageId,
    String build,
    CaseFinding finding,
    Standing before,
    Standing after,
    Optional<RuleChange> change,
    Optional<SeenScreen> seen,
    Optional<EarlierDismissal> dismissal,
    List<SponsorAnswer> answers,
    Optional<Gone> gone,
    Optional<FindingResolution> settlement) {
  public SupervisedFinding {
    answers = List.copyOf(answers);
  }

  /** A version filed later in which it is not found, and when that was seen. */
  public record Gone(UUID packageId, LocalDate since) {}

  /** The answer of a round. */
  public Optional<SponsorAnswer> answer(int round) {
    return answers.stream().filter(one -> one.round() == round).findFirst();
  }

  /** The answer given last. */
  public Optional<SponsorAnswer> lastAnswer() {
    return answers.isEmpty() ? Optional.empty() : Optional.of(answers.get(answers.size() - 1));
  }

  /** What the sponsor wrote about this rule in its filing; empty where it wrote nothing. */
  public String held(String field) {
    Answer answer = finding.explanation().get("explanation." + field);
    return answer == null ? "" : answer.value();
  }
}
