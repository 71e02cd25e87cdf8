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
    String documentNumber)
    implements Case<LevelExceptionState> {
  /** Whether its unit may still write on it. */
  public boolean withUnit() {
    return state == LevelExceptionState.DRAFT || state == LevelExceptionState.RETURNED;
  }
}
