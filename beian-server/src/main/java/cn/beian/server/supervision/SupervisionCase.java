package cn.beian.server.supervision;

import cn.beian.filing.states.SupervisionState;
import cn.beian.server.cases.Case;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A case as it is stored.
 *
 * @param version grows with every command; a page that shows an older one is stale
 * @param number of the record
 * @param applicationId the application that led to the record
 * @param organizationId the sponsor
 * @param sponsor its name
 * @param division of the sponsor, six digits
 * @param round answers asked for so far, from 1
 * @param dueOn last day of the running limit, a copy for lists; absent where none runs
 * @param dueVerified whether that limit is verified
 * @param dueProvisional whether it reaches into a year without holiday notice
 * @param rectifyBy day that the latest order names; absent where nothing was ordered
 * @param gone whether a version filed later shows none of its findings
 */
public record SupervisionCase(
    UUID id,
    int version,
    Origin origin,
    SupervisionState state,
    String number,
    UUID applicationId,
    UUID organizationId,
    String sponsor,
    String division,
    String appName,
    int round,
    Instant openedAt,
    Optional<LocalDate> dueOn,
    boolean dueVerified,
    boolean dueProvisional,
    Optional<LocalDate> rectifyBy,
    boolean gone)
    implements Case<SupervisionState> {

  /** Whether the sponsor has to answer now. */
  public boolean withSponsor() {
    return state == SupervisionState.OPEN || state == SupervisionState.RECTIFICATION_DUE;
  }

  public boolean closed() {
    return state == SupervisionState.CLOSED;
  }

  /** Whether it may be closed because nothing of it is left: by a person, never by itself. */
  public boolean proposedForClosing() {
    return !closed() && gone;
  }

  /** Whether the running limit, as lists have it, is over. */
  public boolean late(LocalDate today) {
    return dueOn.filter(today::isAfter).isPresent();
  }
}
