package cn.beian.server.filings.drafting;

import cn.beian.server.apps.Apps;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.List;
import org.springframework.stereotype.Component;

/** Nobody files what another unit claims as well, until a supervisor has decided. */
@Component
class UncontestedApp {
  private final Apps apps;

  UncontestedApp(Apps apps) {
    this.apps = apps;
  }

  /** That it is contested; empty otherwise. */
  List<Problem> problems(Application application) {
    return apps.contested(application.appId())
        ? List.of(FilingProblem.of("contested", "", List.of()))
        : List.of();
  }

  /**
   * @throws CommandRefusedException where it is contested
   */
  void require(Application application) {
    List<Problem> problems = problems(application);
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }
}
