package cn.beian.server.upperlevel;

import cn.beian.filing.states.LevelExceptionCause;
import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.DeclaredProcedure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the upper unit was asked at a step; it follows from the log, so that it is still known when
 * the request was written anew.
 *
 * @param place of the step in the log, from 1
 * @param app name of the app at that time
 */
public record Asked(int place, Instant at, String app, String reason) {

  /** All that was asked, in order. */
  static List<Asked> in(List<CaseStep<LevelExceptionState>> steps) {
    List<Asked> asked = new ArrayList<>();
    String app = "";
    for (int place = 1; place <= steps.size(); place++) {
      CaseStep<LevelExceptionState> step = steps.get(place - 1);
      if (step.name().equals(DeclaredProcedure.PREPARE)) {
        app = step.detail();
      } else if (step.is(LevelExceptionCause.ASK)) {
        asked.add(new Asked(place, step.at(), app, step.detail()));
      }
    }
    return List.copyOf(asked);
  }
}
