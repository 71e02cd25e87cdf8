package cn.beian.server.retests;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.server.filings.filed.FiledApps;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.rulebooks.RulebookDrafts;
import cn.beian.server.rulebooks.RulebookVersion;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.trail.AuditTrail;
import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rulebooks tried on what is filed: as a preview before one is signed, and again on the day it
 * comes into force. That opens cases of supervision; a filing is changed by people alone.
 */
@Service
public class Retests {
  /** Rows of a preview that a page shows. */
  static final int SHOWN = 500;

  /** Results that a page shows. */
  static final int PAGE = 50;

  private final RetestStore store;
  private final FiledApps filed;
  private final Rulebooks rulebooks;
  private final RulebookDrafts drafts;
  private final Identity identity;
  private final AuditTrail audit;
  private final Scheduler scheduler;
  private final Clock clock;

  Retests(
      RetestStore store,
      FiledApps filed,
      Rulebooks rulebooks,
      RulebookDrafts drafts,
      Identity identity,
      AuditTrail audit,
      Scheduler scheduler,
      Clock clock) {
    this.store = store;
    this.filed = filed;
    this.rulebooks = rulebooks;
    this.drafts = drafts;
    this.identity = identity;
    this.audit = audit;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Begins a preview of a draft, unless one is under way. */
  @Transactional
  public RetestRun preview(String version) {
    Person person = identity.current();
    AccessRules.requireRole(person, Role.RULEBOOK_ADMINISTRATOR, Role.SIGNER);
    if (rulebooks.find(version).isEmpty()) {
      throw new NoSuchElementException("rulebook " + version);
    }
    Optional<RetestRun> running = store.preview(version).filter(run -> !run.ended());
    if (running.isPresent()) {
      return running.get();
    }
    LocalDate today = OfficialTime.dayOf(clock.instant());
    audit.record("rulebook.preview", "rulebook:" + version, "");
    return begin(
        version, rulebooks.versionInForce(today).version(), OptionalInt.empty(), person.id());
  }

  /** The latest preview of a rulebook. */
  public Optional<RetestRun> previewOf(String version) {
    return store.preview(version);
  }

  /**
   * Signs a draft that was tried on what is filed, and has all of it tested again on the day it
   * comes into force.
   *
   * @throws RejectedInput when the preview is missing or not ended, or as of {@link
   *     RulebookDrafts#sign}
   */
  @Transactional
  public RulebookVersion publish(String version, LocalDate effectiveFrom) {
    if (store.preview(version).filter(RetestRun::ended).isEmpty()) {
      throw new RejectedInput(List.of(Problem.of("", "rulebooks.previewFirst")));
    }
    RulebookVersion signed = drafts.sign(version, effectiveFrom);
    scheduler.scheduleIfNotExists(
        RetestConfiguration.IN_FORCE
            .instance(Integer.toString(signed.number()))
            .data(signed.number())
            .scheduledTo(effectiveFrom.atStartOfDay(OfficialTime.ZONE).toInstant()));
    return signed;
  }

  /** Tests what is filed by a version that has come into force; once a version. */
  @Transactional
  void ofNewVersion(int number) {
    RulebookVersion fresh = rulebooks.version(number).orElseThrow();
    RulebookVersion before = rulebooks.version(number - 1).orElseThrow();
    begin(fresh.version(), before.version(), OptionalInt.of(number), null);
  }

  private RetestRun begin(
      String version, String against, OptionalInt number, @Nullable UUID requestedBy) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    RetestRun run =
        new RetestRun(
            UuidV7.next(clock),
            version,
            against,
            number,
            OfficialTime.dayOf(now),
            filed.count(),
            0,
            null,
            Optional.empty());
    if (store.put(run, requestedBy, now)) {
      scheduler.scheduleIfNotExists(
          RetestJob.TASK
              .instance(run.id().toString())
              .data(run.id().toString())
              .scheduledTo(clock.instant()));
    }
    return run;
  }

  /** What a run found, other verdicts first; at most {@value #SHOWN}. */
  public List<RetestResult> results(RetestRun run) {
    return store.results(run.id(), SHOWN);
  }

  /**
   * What a version judges otherwise in the region of the current person.
   *
   * @param run of the version
   * @param results how many
   */
  public record Found(RetestRun run, int results) {
    /** Pages of them, at least 1. */
    public int pages() {
      return Math.max(1, (results + PAGE - 1) / PAGE);
    }
  }

  /** What each version that came into force judges otherwise, the latest first. */
  public List<Found> found() {
    String region = region();
    return store.inForce().stream()
        .map(run -> new Found(run, store.count(run.id(), region)))
        .toList();
  }

  /**
   * One page of it in the region of the current person, other verdicts first.
   *
   * @param page from 1
   */
  public List<RetestResult> results(RetestRun run, int page) {
    return store.results(run.id(), region(), (page - 1) * PAGE, PAGE);
  }

  /** What the divisions begin with that the current person is responsible for. */
  private String region() {
    return DivisionCode.read(identity.current().region())
        .value()
        .map(DivisionCode::prefix)
        .orElseThrow(() -> new AccessDeniedException("a person without a region"));
  }
}
