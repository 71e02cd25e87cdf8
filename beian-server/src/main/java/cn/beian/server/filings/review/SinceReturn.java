package cn.beian.server.filings.review;

import cn.beian.server.filings.review.ChangedFinding.How;
import cn.beian.server.filings.review.ReviewedTopic.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has changed in a case between the letter that sent it back and what came in answer.
 *
 * @param returnedAt when it was sent back
 * @param before when that had been submitted which was sent back
 * @param kept whether what was submitted then is held: of older cases it is not
 * @param packagesBefore names of their files
 * @param packagesNow names of their files
 * @param rulebook whether the tests were made by two rulebooks
 * @param findings what became of each
 * @param answers that are others than before, but for those about a finding
 */
public record SinceReturn(
    Instant returnedAt,
    Optional<Instant> before,
    boolean kept,
    List<String> packagesBefore,
    List<String> packagesNow,
    boolean packageChanged,
    boolean rulebook,
    List<ChangedFinding> findings,
    List<Item> answers) {
  public SinceReturn {
    packagesBefore = List.copyOf(packagesBefore);
    packagesNow = List.copyOf(packagesNow);
    findings = List.copyOf(findings);
    answers = List.copyOf(answers);
  }

  /** How many findings have become this. */
  public long count(How how) {
    return findings.stream().filter(one -> one.how() == how).count();
  }

  /** How many findings somebody has to look at were found before and are found now. */
  public long still() {
    return count(How.SAME) + count(How.OTHERWISE);
  }

  /** How many findings stand as before, and nothing else is said of them. */
  public long quiet() {
    return findings.stream()
        .filter(one -> one.how() == How.SAME && one.told().isEmpty() && one.said().isEmpty())
        .count();
  }

  /** How many answers are others, those about findings among them. */
  public long changes() {
    return answers.size() + findings.stream().mapToLong(one -> one.said().size()).sum();
  }
}
