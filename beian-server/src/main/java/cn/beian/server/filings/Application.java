package cn.beian.server.filings;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.policies.Route;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.Case;
import cn.beian.server.identity.Organization;
import cn.beian.server.platform.InColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * An application as it is stored.
 *
 * @param version grows with every command; a page that shows an older one is stale
 * @param appId app that it is about
 * @param form what is to be filed
 * @param appName as far as it is known; may be empty
 * @param division of the sponsor, six digits
 * @param handlerId who prepares it
 * @param ready whether whoever prepares it has handed it to whoever signs: the handler to the
 *     approver, in the national review the reviewer to the signer
 * @param signedBy who signed the undertaking last, absent until it was sent
 * @param round completeness reviews entered so far, from 0
 * @param dueOn last day of the running limit, absent where none runs
 * @param dueVerified whether that limit is verified
 * @param dueProvisional whether it reaches into a year without holiday notice
 * @param number once accepted
 * @param basis the filing that it changes; absent of one that changes none
 */
public record Application(
    UUID id,
    int version,
    UUID appId,
    ApplicationKind kind,
    AppForm form,
    ApplicationState state,
    Route route,
    String appName,
    UUID organizationId,
    String division,
    UUID handlerId,
    boolean ready,
    Optional<UUID> signedBy,
    Optional<Instant> signedAt,
    int round,
    Optional<LocalDate> dueOn,
    boolean dueVerified,
    boolean dueProvisional,
    Optional<String> number,
    @InColumn("changes") Optional<Basis> basis,
    Instant createdAt,
    Instant updatedAt)
    implements Case<ApplicationState> {

  /**
   * A filing that is to be changed.
   *
   * @param applicationId the application that its record rested on when the change began
   */
  public record Basis(@InColumn("id") UUID applicationId, String number) {}

  /**
   * A draft that somebody begins in the name of his unit.
   *
   * @param appName as far as it is known; may be empty
   */
  public static Application draft(
      UUID id,
      UUID appId,
      ApplicationKind kind,
      AppForm form,
      String appName,
      Organization unit,
      UUID handlerId,
      Optional<Basis> basis,
      Instant now) {
    return new Application(
        id,
        1,
        appId,
        kind,
        form,
        ApplicationState.DRAFT,
        unit.route(),
        appName,
        unit.id(),
        unit.division(),
        handlerId,
        false,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        true,
        false,
        Optional.empty(),
        basis,
        now,
        now);
  }

  /** The number that it led to, or of the filing that it changes. */
  public Optional<String> filing() {
    return number.or(() -> basis.map(Basis::number));
  }

  /** Whether the sponsor may change answers now. */
  public boolean editable() {
    return switch (state) {
      case DRAFT, SUPPLEMENT_DUE, RECTIFICATION_DUE -> true;
      default -> false;
    };
  }
}
