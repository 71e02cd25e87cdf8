package cn.beian.server.web.filings;

import cn.beian.filing.review.AcceptanceGate;
import cn.beian.rules.Outcome;
import cn.beian.server.filings.casefile.CardRule;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.casefile.Outlook;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What templates say of which of several packages something is of: its platform, and its file where
 * others are of that, too, or it was not read. Nothing where there is one package alone.
 */
public final class BuildWords {
  private final FilingText words;

  BuildWords(FilingText words) {
    this.words = words;
  }

  /** The package of an id, or that a test of an id is of. */
  String of(CaseFile file, UUID subject) {
    return of(file, subject.toString());
  }

  /** The same, of what a question is asked of. */
  String of(CaseFile file, String subject) {
    return named(file, one -> is(one, subject));
  }

  /** The packages whose findings make the rules of a row what they are. */
  public String of(CaseFile file, Outlook.Row row) {
    List<UUID> tests =
        row.rules().stream()
            .flatMap(rule -> rule.worst().stream())
            .map(CaseFinding::testId)
            .toList();
    return named(file, one -> tests.stream().anyMatch(test -> is(one, test.toString())));
  }

  /** The packages that a rule was found in; of those where it weighs less, what it is there. */
  public String of(CaseFile file, CardRule rule) {
    Map<Integer, List<CaseFinding>> alike =
        rule.findings().stream()
            .collect(
                Collectors.groupingBy(
                    CaseFinding::gravity, TreeMap::new, Collectors.toUnmodifiableList()));
    return alike.values().stream()
        .map(
            found ->
                found.contains(rule.finding())
                    ? of(file, found)
                    : words.page("filings.builds.other", of(file, found), mark(found.get(0))))
        .collect(Collectors.joining(words.chinese() ? "；" : "; "));
  }

  private String of(CaseFile file, List<CaseFinding> found) {
    return named(file, one -> found.stream().anyMatch(each -> is(one, each.testId().toString())));
  }

  private String mark(CaseFinding one) {
    return one.finding().outcome() == Outcome.VIOLATION
        ? words.page("filings.effect." + one.finding().effect())
        : words.page("filings.outcome." + one.finding().outcome());
  }

  /** In brackets, the package of what stops an acceptance. */
  String bracketed(CaseFile file, AcceptanceGate.Stop stop) {
    String id = stop.finding().id();
    int slash = id.indexOf('/');
    String build = of(file, slash < 0 ? id : id.substring(0, slash));
    return build.isEmpty() ? "" : words.page("filings.bracketed", build);
  }

  private String named(CaseFile file, Predicate<CasePackage> which) {
    List<CasePackage> all = file.packages();
    return all.stream()
        .filter(one -> all.size() > 1)
        .filter(which)
        .map(one -> name(one, all))
        .collect(Collectors.joining(words.chinese() ? "、" : ", "));
  }

  private String name(CasePackage one, List<CasePackage> all) {
    long alike = all.stream().filter(other -> other.platform().equals(one.platform())).count();
    String platform = words.platform(one.platform());
    return alike == 1 && !one.platform().isEmpty()
        ? platform
        : (one.platform().isEmpty() ? "" : platform + " ") + one.stored().fileName();
  }

  private static boolean is(CasePackage one, String subject) {
    return one.submitted().packageId().toString().equals(subject)
        || one.test().filter(test -> test.id().toString().equals(subject)).isPresent();
  }
}
