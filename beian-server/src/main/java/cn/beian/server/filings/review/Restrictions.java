package cn.beian.server.filings.review;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.Restriction;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.RestrictionStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Of some apps only number and state may be public. The national reviewer proposes that, or
 * that it ends; a signer who is somebody else confirms. Before acceptance it decides how the first
 * entry is written; nothing is accepted while a proposal waits.
 */
@Service
@Transactional
public class Restrictions {
  private static final Set<ApplicationState> STATES =
      EnumSet.of(ApplicationState.NATIONAL_REVIEW, ApplicationState.ACCEPTED);

  private final RestrictionStore restrictions;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Records records;
  private final Identity identity;
  private final Clock clock;

  Restrictions(
      RestrictionStore restrictions,
      FilingGuard guard,
      FilingProcedure procedure,
      Records records,
      Identity identity,
      Clock clock) {
    this.restrictions = restrictions;
    this.guard = guard;
    this.procedure = procedure;
    this.records = records;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * How a case stands, as far as the current person may know.
   *
   * @param restricted whether only number and state are public, or will be
   * @param wasOpen whether entries that say more were written before
   * @param open the proposal that waits, if any
   * @param mayPropose whether this person may propose the opposite now
   * @param mayDecide whether this person may decide on what waits
   */
  public record Standing(
      boolean restricted,
      boolean wasOpen,
      Optional<Restriction> open,
      boolean mayPropose,
      boolean mayDecide) {
    /** Whether there is anything to show. */
    public boolean told() {
      return restricted || open.isPresent() || mayPropose;
    }
  }

  /** How a case stands. */
  @Transactional(readOnly = true)
  public Standing of(CaseFile file) {
    Application application = file.application();
    List<Restriction> all = restrictions.of(application.id());
    Optional<Restriction> open = all.stream().filter(Restriction::open).findFirst();
    Optional<PublicRecord> record = application.filing().flatMap(records::find);
    boolean now = STATES.contains(application.state());
    return new Standing(
        record.map(PublicRecord::restricted).orElseGet(() -> isRestricted(all)),
        record.filter(PublicRecord::wasOpen).isPresent(),
        open,
        now && open.isEmpty() && guard.holdsOneOf(Set.of(Role.NATIONAL_REVIEWER)),
        now
            && guard.holdsOneOf(Set.of(Role.SIGNER))
            && open.filter(one -> !one.proposedBy().equals(identity.current().id())).isPresent());
  }

  /**
   * Proposes.
   *
   * @param reason never blank
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if there is nothing to propose; nothing is done
   */
  public void propose(UUID id, int version, boolean restricted, String reason) {
    Application application = application(id, version);
    Person reviewer = guard.official(application, Role.NATIONAL_REVIEWER);
    procedure.require("reason", reason, "noReason");
    if (open(id).isPresent()) {
      throw FilingProblem.refusal("restrictionOpen");
    }
    if (restricted == standing(application)) {
      throw FilingProblem.refusal("restrictionAsItIs");
    }
    restrictions.add(
        id,
        new Restriction(
            UuidV7.next(clock),
            restricted,
            reason.strip(),
            reviewer.id(),
            clock.instant(),
            Optional.empty(),
            false));
    procedure.note(application, restricted ? "restrictProposed" : "openProposed", "", reviewer);
  }

  /**
   * Confirms what was proposed, or turns it down.
   *
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if nothing waits, or the same person proposed it; nothing is
   *     done
   */
  public void decide(UUID id, int version, boolean confirmed) {
    Application application = application(id, version);
    Person signer = guard.official(application, Role.SIGNER);
    procedure.requireSettled(signer, Set.of(Role.SIGNER));
    Restriction open = open(id).orElseThrow(() -> FilingProblem.refusal("noRestrictionOpen"));
    if (open.proposedBy().equals(signer.id())) {
      throw FilingProblem.refusal("restrictionOwn");
    }
    restrictions.decide(open.id(), confirmed, signer.id(), clock.instant());
    if (confirmed) {
      application.number().ifPresent(number -> records.restrict(number, open.restricted()));
    }
    procedure.note(
        application,
        !confirmed ? "restrictRejected" : open.restricted() ? "restricted" : "opened",
        "",
        signer);
  }

  /** What was confirmed last of an application; empty where nothing was. */
  Optional<Boolean> confirmed(UUID applicationId) {
    return restrictions.of(applicationId).stream()
        .filter(Restriction::confirmed)
        .findFirst()
        .map(Restriction::restricted);
  }

  /** Whether an application was confirmed to be restricted, and that was not ended. */
  @Transactional(readOnly = true)
  public boolean isRestricted(UUID applicationId) {
    return isRestricted(restrictions.of(applicationId));
  }

  private static boolean isRestricted(List<Restriction> all) {
    return all.stream()
        .filter(Restriction::confirmed)
        .findFirst()
        .filter(Restriction::restricted)
        .isPresent();
  }

  /** Stops an acceptance while a proposal waits. */
  void requireDecided(UUID applicationId) {
    if (open(applicationId).isPresent()) {
      throw FilingProblem.refusal("restrictionOpen");
    }
  }

  private boolean standing(Application application) {
    return application
        .filing()
        .flatMap(records::find)
        .map(PublicRecord::restricted)
        .orElseGet(() -> isRestricted(application.id()));
  }

  private Optional<Restriction> open(UUID applicationId) {
    return restrictions.of(applicationId).stream().filter(Restriction::open).findFirst();
  }

  private Application application(UUID id, int version) {
    Application application = guard.locked(id, version);
    if (!STATES.contains(application.state())) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    return application;
  }
}
