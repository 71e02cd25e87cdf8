package cn.beian.server.endings;

import cn.beian.facts.VisibleText;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.server.cases.FreeText;
import cn.beian.server.cases.Procedure;
import cn.beian.server.endings.ShutDownPlan.Migration;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.Records;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is wrong with a plan. */
@Component
class PlanCheck {
  private final EndingProcedure procedure;
  private final Records records;
  private final Clock clock;

  PlanCheck(EndingProcedure procedure, Records records, Clock clock) {
    this.procedure = procedure;
    this.records = records;
    this.clock = clock;
  }

  /**
   * A plan that can be announced, with the number of the target as it is written.
   *
   * @param number of the record that ends
   * @throws RejectedInput naming everything that cannot be taken
   */
  ShutDownPlan checked(String number, ShutDownPlan entered) {
    ShutDownPlan plan = entered.stripped();
    List<Problem> problems = new ArrayList<>(lastDay(plan));
    problems.addAll(procedure.required("announcement", plan.announcement(), "announcement"));
    problems.addAll(procedure.required("dataDisposal", plan.dataDisposal(), "dataDisposal"));
    problems.addAll(procedure.required("informing", plan.informing(), "informing"));
    if (plan.migration().isEmpty()) {
      problems.add(procedure.problem("migration", "migration"));
      RejectedInput.throwIfAny(problems);
    }
    String target =
        switch (plan.migration().orElseThrow()) {
          case FILED_APP -> filedApp(number, plan.target(), problems);
          case ADDRESS -> address(plan.target(), problems);
          case NONE -> reason(plan.target(), problems);
        };
    RejectedInput.throwIfAny(problems);
    return new ShutDownPlan(
        plan.lastDay(),
        plan.announcement(),
        plan.dataDisposal(),
        plan.migration(),
        target,
        plan.informing());
  }

  /** What of a plan that was checked when it was written does not hold any more. */
  List<Problem> since(String number, ShutDownPlan plan) {
    List<Problem> problems = new ArrayList<>(lastDay(plan));
    if (plan.migration().equals(Optional.of(Migration.FILED_APP))) {
      filedApp(number, plan.target(), problems);
    }
    return problems;
  }

  /** A last day that is over cannot be announced; one of today can. */
  private List<Problem> lastDay(ShutDownPlan plan) {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    return plan.lastDay()
            .filter(day -> !day.isBefore(today) && !day.isAfter(today.plusDays(Procedure.LONGEST)))
            .isPresent()
        ? List.of()
        : List.of(procedure.problem("lastDay", "lastDay"));
  }

  private String filedApp(String number, String target, List<Problem> problems) {
    Optional<String> found =
        records
            .find(target)
            .filter(one -> !RecordGraph.GRAPH.terminal(one.state()))
            .filter(one -> one.state() != RecordState.SHUTTING_DOWN)
            .map(one -> one.number())
            .filter(one -> !one.equals(number));
    if (found.isEmpty()) {
      problems.add(procedure.problem("target", "target.FILED_APP"));
    }
    return found.orElse(target);
  }

  private String address(String target, List<Problem> problems) {
    if (!isAddress(target) || !FreeText.fits(target, FreeText.SHORT)) {
      problems.add(procedure.problem("target", "target.ADDRESS"));
    }
    return target;
  }

  private static boolean isAddress(String target) {
    if (!VisibleText.of(target).equals(target)) {
      return false;
    }
    try {
      URI uri = new URI(target);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }

  private String reason(String target, List<Problem> problems) {
    if (target.isBlank() || !FreeText.fits(target, FreeText.SHORT)) {
      problems.add(procedure.problem("target", "target.NONE", FreeText.SHORT));
    }
    return target;
  }
}
