package cn.beian.server.web.filings;

import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.casefile.SeveralApps;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of packages that were put into a draft, taken out of it, or refused. */
public final class PackageWords {
  /** For so long it is said that something was done. */
  private static final Duration SAID = Duration.ofMinutes(10);

  /** What is done with packages, and how that is said. */
  private static final Map<String, String> DONE =
      Map.of(
          "sponsor.replacePackages", "replaced",
          "sponsor.addPackage", "added",
          "sponsor.removePackage", "removed",
          "sponsor.cancelReplacement", "cancelled");

  private final FilingText words;

  PackageWords(FilingText words) {
    this.words = words;
  }

  /** Why a package did not take the place of another. */
  public String refused(CasePackage.Successor one, CasePackage held) {
    return notReplaced(
        one.stored().fileName(), one.problem().orElseThrow(), held.stored().fileName());
  }

  /** Why a file was not kept. */
  public String refused(CasePackage.Successor one) {
    return notAdded(one.stored().fileName(), one.problem().orElseThrow());
  }

  /** That a package may be of another app. */
  public String doubt(SeveralApps.Doubt doubt) {
    SeveralApps.Named one = doubt.one();
    SeveralApps.Named beside = doubt.beside();
    return words.page(
        "filings.package.doubt", one.fileName(), named(one), beside.fileName(), named(beside));
  }

  private String named(SeveralApps.Named app) {
    return app.name().isEmpty()
        ? app.identity()
        : app.identity().isEmpty()
            ? words.page("filings.package.doubt.name", app.name())
            : words.page("filings.package.doubt.named", app.name(), app.identity());
  }

  String notReplaced(String file, Problem problem, String held) {
    return words.page("filings.package.notReplaced", file, ended(problem), held);
  }

  String notAdded(String file, Problem problem) {
    return words.page("filings.package.notAdded", file, ended(problem));
  }

  private String ended(Problem problem) {
    String sentence = words.problem(problem);
    return sentence.matches("(?s).*[。？！.?!]") ? sentence : sentence + (words.chinese() ? "。" : ".");
  }

  /** What was done with a package lately, where nothing was done since; null where nothing was. */
  @Nullable String done(CaseFile file, Instant now) {
    Optional<CaseStep<ApplicationState>> last =
        file.events().stream()
            .filter(step -> !step.name().equals(DraftPackages.UNDERTAKING_LAPSED))
            .reduce((earlier, later) -> later)
            .filter(step -> step.at().plus(SAID).isAfter(now));
    boolean reading = file.packages().stream().anyMatch(CasePackage::reading);
    return last.flatMap(step -> Optional.ofNullable(DONE.get(step.name())))
        .filter(act -> !(reading && act.equals("added"))) // it may be refused yet
        .map(act -> words.page("filings.package.told." + act, last.orElseThrow().detail()))
        .orElse(null);
  }
}
