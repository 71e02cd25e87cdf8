package cn.beian.server.filings.casefile;

import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CaseStep;
import java.util.List;
import java.util.Set;

/**
 * The history of an application as officials read it: what the sponsor sent and what offices did,
 * and nothing of the drafts between, which may name files and texts that were never submitted.
 */
public final class SentSteps {
  /** What the sponsor sends without submitting anew; the rest of what it does is drafting. */
  private static final Set<String> SENT =
      Set.of(
          FilingProcedure.LAUNCH_BUILD,
          "sponsor.stampedCopy",
          "sponsor.numberSeen",
          "sponsor.asMajor");

  private SentSteps() {}

  /** Those of a history, in its order. */
  public static List<CaseStep<ApplicationState>> of(CaseFile file) {
    return file.events().stream().filter(SentSteps::sent).toList();
  }

  private static boolean sent(CaseStep<ApplicationState> step) {
    return !step.name().startsWith("sponsor.")
        || SENT.contains(step.name())
        || step.from() != step.to();
  }
}
