package cn.beian.server.filings;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.policies.Route;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * An application as it is stored.
 *
 * @param version grows with every command; a page that shows an older one is stale
 * @param form what is to be filed
 * @param appName as far as it is known; may be empty
 * @param division of the sponsor, six digits
 * @param handlerId who prepares it
 * @param ready whether the handler has handed it to the approver
 * @param signedBy who signed the undertaking, absent in a draft
 * @param round completeness reviews entered so far, from 0
 * @param dueOn last day of the running limit, absent where none runs
 * @param dueVerified whether that limit is verified
 * @param number once accepted
 */
public record Application(
    UUID id,
    int version,
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
    Optional<String> number,
    Instant createdAt,
    Instant updatedAt) {

  Application with(ApplicationState to, int newRound, Optional<Deadline> limit) {
    return new Application(
        id,
        version,
        kind,
        form,
        to,
        route,
        appName,
        organizationId,
        division,
        handlerId,
        ready,
        signedBy,
        signedAt,
        newRound,
        limit.map(Deadline::dueDate),
        limit.map(Deadline::verified).orElse(true),
        number,
        createdAt,
        updatedAt);
  }

  Application named(String name, AppForm newForm) {
    return new Application(
        id,
        version,
        kind,
        newForm,
        state,
        route,
        name,
        organizationId,
        division,
        handlerId,
        ready,
        signedBy,
        signedAt,
        round,
        dueOn,
        dueVerified,
        number,
        createdAt,
        updatedAt);
  }

  Application heldBy(UUID handler, boolean handedToApprover) {
    return new Application(
        id,
        version,
        kind,
        form,
        state,
        route,
        appName,
        organizationId,
        division,
        handler,
        handedToApprover,
        Optional.empty(),
        Optional.empty(),
        round,
        dueOn,
        dueVerified,
        number,
        createdAt,
        updatedAt);
  }

  Application signed(UUID by, Instant at) {
    return new Application(
        id,
        version,
        kind,
        form,
        state,
        route,
        appName,
        organizationId,
        division,
        handlerId,
        false,
        Optional.of(by),
        Optional.of(at),
        round,
        dueOn,
        dueVerified,
        number,
        createdAt,
        updatedAt);
  }

  /** This, as the update before it has stored it. */
  Application next() {
    return new Application(
        id,
        version + 1,
        kind,
        form,
        state,
        route,
        appName,
        organizationId,
        division,
        handlerId,
        ready,
        signedBy,
        signedAt,
        round,
        dueOn,
        dueVerified,
        number,
        createdAt,
        updatedAt);
  }

  Application numbered(String filingNumber) {
    return new Application(
        id,
        version,
        kind,
        form,
        state,
        route,
        appName,
        organizationId,
        division,
        handlerId,
        ready,
        signedBy,
        signedAt,
        round,
        dueOn,
        dueVerified,
        Optional.of(filingNumber),
        createdAt,
        updatedAt);
  }

  /** Whether the sponsor may change answers now. */
  public boolean editable() {
    return switch (state) {
      case DRAFT, SUPPLEMENT_DUE, RECTIFICATION_DUE -> true;
      default -> false;
    };
  }
}
