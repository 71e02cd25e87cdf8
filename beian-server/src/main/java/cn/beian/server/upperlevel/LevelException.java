package cn.beian.server.upperlevel;

import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.Case;
import java.util.UUID;

/**
 * A request that a unit may develop an app of its own.
 *
 * @param sponsor name of the unit that asks
 * @param upperId the unit that is asked
 * @param upper its name
 * @param documentNumber of the confirmation; empty without one
 * @param competence why the unit that confirmed it was competent: {@code REGISTER} or {@code
 *     NAMED}; empty without confirmation, and where it was given before that was asked
 */
public record LevelException(
    UUID id,
    int version,
    LevelExceptionState state,
    UUID organizationId,
    String sponsor,
    String division,
    String appName,
    UUID upperId,
    String upper,
    String reason,
    String documentNumber,
    String competence)
    implements Case<LevelExceptionState> {
  /** Whether its unit may still write on it. */
  public boolean withUnit() {
    return state == LevelExceptionState.DRAFT || state == LevelExceptionState.RETURNED;
  }
}
