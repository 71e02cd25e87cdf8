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
 * @param signedBy who signed the undertaking last, absent until it was sent
 * @param round completeness reviews entered so far, from 0
 * @param dueOn last day of the running limit, absent where none runs
 * @param dueVerified whether that limit is verified
 * @param dueProvisional whether it reaches into a year without holiday notice
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
    boolean dueProvisional,
    Optional<String> number,
    Instant createdAt,
    Instant updatedAt) {

  /** This application, about to be changed. */
  Change change() {
    return new Change(this);
  }

  /** Whether the sponsor may change answers now. */
  public boolean editable() {
    return switch (state) {
      case DRAFT, SUPPLEMENT_DUE, RECTIFICATION_DUE -> true;
      default -> false;
    };
  }

  /** A copy in the making; what is not set stays as it was. */
  static final class Change {
    private final Application of;
    private int version;
    private AppForm form;
    private ApplicationState state;
    private String appName;
    private UUID handlerId;
    private boolean ready;
    private Optional<UUID> signedBy;
    private Optional<Instant> signedAt;
    private int round;
    private Optional<LocalDate> dueOn;
    private boolean dueVerified;
    private boolean dueProvisional;
    private Optional<String> number;

    private Change(Application of) {
      this.of = of;
      this.version = of.version;
      this.form = of.form;
      this.state = of.state;
      this.appName = of.appName;
      this.handlerId = of.handlerId;
      this.ready = of.ready;
      this.signedBy = of.signedBy;
      this.signedAt = of.signedAt;
      this.round = of.round;
      this.dueOn = of.dueOn;
      this.dueVerified = of.dueVerified;
      this.dueProvisional = of.dueProvisional;
      this.number = of.number;
    }

    /** A state, with the limit that runs in it. */
    Change moved(ApplicationState to, Optional<Deadline> limit) {
      round += to == ApplicationState.COMPLETENESS_REVIEW ? 1 : 0;
      state = to;
      return due(limit);
    }

    /** The limit that runs now. */
    Change due(Optional<Deadline> limit) {
      dueOn = limit.map(Deadline::dueDate);
      dueVerified = limit.map(Deadline::verified).orElse(true);
      dueProvisional = limit.map(Deadline::provisional).orElse(false);
      return this;
    }

    Change named(String name) {
      appName = name;
      return this;
    }

    Change form(AppForm filed) {
      form = filed;
      return this;
    }

    Change preparedBy(UUID handler) {
      handlerId = handler;
      return ready(false);
    }

    Change ready(boolean handedToApprover) {
      ready = handedToApprover;
      return this;
    }

    Change signed(UUID by, Instant at) {
      ready = false;
      signedBy = Optional.of(by);
      signedAt = Optional.of(at);
      return this;
    }

    Change numbered(String filingNumber) {
      number = Optional.of(filingNumber);
      return this;
    }

    /** As the update before it has stored it. */
    Change next() {
      version++;
      return this;
    }

    Application done() {
      return new Application(
          of.id,
          version,
          of.kind,
          form,
          state,
          of.route,
          appName,
          of.organizationId,
          of.division,
          handlerId,
          ready,
          signedBy,
          signedAt,
          round,
          dueOn,
          dueVerified,
          dueProvisional,
          number,
          of.createdAt,
          of.updatedAt);
    }
  }
}
