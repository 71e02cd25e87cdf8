package cn.beian.server.filings.casefile;

import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.filings.ReturnedFinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became of an application since it was sent back last.
 *
 * @param unchanged what the letter lists and the test finds still, without another explanation
 * @param untouched whether neither an answer nor a package has changed
 * @param note what the sponsor says of it; empty where it says nothing
 */
public record Rectification(List<ReturnedFinding> unchanged, boolean untouched, String note) {
  /** The step by which a sponsor says what was done. */
  public static final String NOTE = "sponsor.rectified";

  private static final Set<String> NO_CHANGE =
      Set.of("sponsor.ready", "sponsor.giveBack", "sponsor.handTo", NOTE);

  public Rectification {
    unchanged = List.copyOf(unchanged);
  }

  /** Empty where nothing is to be rectified now. */
  public static Optional<Rectification> of(CaseFile file) {
    if (file.application().state() != ApplicationState.RECTIFICATION_DUE) {
      return Optional.empty();
    }
    return file.asked().map(notice -> since(file, notice));
  }

  private static Rectification since(CaseFile file, Notice notice) {
    List<CaseStep<ApplicationState>> steps = since(file.events());
    boolean untouched =
        steps.stream()
            .noneMatch(
                step -> step.name().startsWith("sponsor.") && !NO_CHANGE.contains(step.name()));
    List<ReturnedFinding> unchanged =
        notice.findings().stream()
            .filter(one -> found(file, one) && !explainedSince(file, one, notice.at()))
            .toList();
    return new Rectification(unchanged, untouched, note(file));
  }

  /** What the sponsor said after the last return; empty where it said nothing. */
  public static String note(CaseFile file) {
    return since(file.events()).stream()
        .filter(step -> step.name().equals(NOTE))
        .reduce((earlier, later) -> later)
        .map(CaseStep::detail)
        .orElse("");
  }

  /** Findings that the present judgements hold against the app, one of each rule. */
  public static List<ReturnedFinding> demanded(CaseFile file) {
    int round =
        1 + (int) file.events().stream().filter(one -> one.is(ApplicationCause.RETURN)).count();
    return List.copyOf(
        file.open().stream()
            .flatMap(one -> one.returned(round).stream())
            .collect(
                Collectors.toMap(
                    ReturnedFinding::ruleId,
                    Function.identity(),
                    (first, second) -> first,
                    java.util.LinkedHashMap::new))
            .values());
  }

  /** Whether the application cannot be sent before the sponsor has said what was done. */
  public boolean noteMissing() {
    return note.isEmpty() && (untouched || !unchanged.isEmpty());
  }

  private static boolean found(CaseFile file, ReturnedFinding listed) {
    return file.findings().stream()
        .anyMatch(one -> one.rule().id().equals(listed.ruleId()) && one.needsEye());
  }

  private static boolean explainedSince(CaseFile file, ReturnedFinding listed, Instant at) {
    return file.answers().keySet().stream()
        .anyMatch(
            question -> question.item().equals(listed.ruleId()) && file.changedSince(question, at));
  }

  private static List<CaseStep<ApplicationState>> since(List<CaseStep<ApplicationState>> steps) {
    for (int place = steps.size(); place > 0; place--) {
      if (steps.get(place - 1).is(ApplicationCause.RETURN)) {
        return steps.subList(place, steps.size());
      }
    }
    return List.of();
  }
}
