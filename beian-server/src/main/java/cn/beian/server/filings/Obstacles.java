package cn.beian.server.filings;

import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.filings.CommandRefusedException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stops an acceptance beside the findings. */
final class Obstacles {
  private Obstacles() {}

  static List<Problem> of(CaseFile file) {
    List<Problem> obstacles = new ArrayList<>();
    ApplicationKind kind = file.application().kind();
    if (!kind.built()) {
      obstacles.add(new Problem("notBuilt." + kind.name(), "", List.of()));
    }
    if (!file.countyReason().isEmpty()) {
      Optional<LevelJudgement> judged = file.levelJudgement();
      if (judged.isEmpty() || !judged.get().accepted()) {
        obstacles.add(
            new Problem(
                judged.isEmpty() ? "countyReasonOpen" : "countyReasonRejected", "", List.of()));
      }
    }
    return obstacles;
  }
}
