package cn.beian.server.rulebooks;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookException;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.CoolingOff;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.AuditTrail;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** From a draft to a version: drafted by a rulebook administrator, signed by somebody else. */
@Service
public class RulebookDrafts {
  private static final int SHOWN_PROBLEMS = 50;

  private final RulebookStore store;
  private final Rulebooks rulebooks;
  private final Identity identity;
  private final CoolingOff coolingOff;
  private final AuditTrail audit;
  private final Clock clock;

  RulebookDrafts(
      RulebookStore store,
      Rulebooks rulebooks,
      Identity identity,
      CoolingOff coolingOff,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.rulebooks = rulebooks;
    this.identity = identity;
    this.coolingOff = coolingOff;
    this.audit = audit;
    this.clock = clock;
  }

  /** What was drafted and never signed, the latest first. */
  public List<RulebookDraft> all() {
    return store.drafts();
  }

  /** Who brought a rulebook in, signed or not. */
  public Optional<RulebookDraft> find(String version) {
    return store.draft(version);
  }

  /**
   * Takes a draft: a zip of the folder of rules, compiled and tried on its samples.
   *
   * @return its digest
   * @throws RejectedInput naming every problem with file and line; nothing is kept
   */
  @Transactional
  public String draft(InputStream zip, String note) throws IOException {
    AccessRules.requireRole(identity.current(), Role.RULEBOOK_ADMINISTRATOR);
    try {
      return draft(RulebookArchive.compile(zip), note);
    } catch (RulebookException e) {
      List<Problem> problems = new ArrayList<>();
      e.problems().stream()
          .limit(SHOWN_PROBLEMS)
          .map(one -> Problem.of("file", "rulebooks.problem", one.where(), one.what()))
          .forEach(problems::add);
      throw new RejectedInput(problems);
    }
  }

  /**
   * Takes a compiled rulebook as a draft.
   *
   * @return its digest
   * @throws RejectedInput when it is known already
   */
  @Transactional
  public String draft(Rulebook rulebook, String note) {
    Person drafter = identity.current();
    AccessRules.requireRole(drafter, Role.RULEBOOK_ADMINISTRATOR);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    RulebookDraft draft =
        new RulebookDraft(rulebook.version(), Optional.of(drafter.id()), now, note.strip());
    if (!store.put(draft, Rulebooks.canonical(rulebook))) {
      throw new RejectedInput(
          List.of(Problem.of("file", "rulebooks.known", rulebook.version().substring(0, 12))));
    }
    audit.record("rulebook.draft", "rulebook:" + rulebook.version(), note.strip());
    return rulebook.version();
  }

  /**
   * Makes a draft the next version.
   *
   * @param effectiveFrom after today, and not before the latest version begins
   * @throws RejectedInput naming what is wrong; nothing is signed
   */
  @Transactional
  public RulebookVersion sign(String version, LocalDate effectiveFrom) {
    Person signer = identity.current();
    AccessRules.requireRole(signer, Role.SIGNER);
    coolingOff.require(signer, Role.SIGNER);
    List<Problem> problems = new ArrayList<>();
    RulebookVersion latest = store.versions().get(0);
    if (store
        .draft(version)
        .flatMap(RulebookDraft::draftedBy)
        .filter(signer.id()::equals)
        .isPresent()) {
      problems.add(Problem.of("", "rulebooks.ownDraft"));
    }
    if (!effectiveFrom.isAfter(OfficialTime.dayOf(clock.instant()))) {
      problems.add(Problem.of("from", "rulebooks.from.past"));
    }
    if (effectiveFrom.isBefore(latest.signed().effectiveFrom())) {
      problems.add(
          Problem.of(
              "from",
              "rulebooks.from.before",
              latest.number(),
              latest.signed().effectiveFrom().toString()));
    }
    RejectedInput.throwIfAny(problems);
    Rulebook rulebook = rulebooks.find(version).orElseThrow();
    RulebookVersion signed =
        new RulebookVersion(
            rulebooks.sign(rulebook, latest.number() + 1, effectiveFrom),
            Optional.of(signer.id()),
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
    if (!store.put(signed)) {
      throw new RejectedInput(List.of(Problem.of("", "rulebooks.meanwhile")));
    }
    audit.record(
        "rulebook.sign",
        "rulebook:" + version,
        "version " + signed.number() + " from " + effectiveFrom);
    return signed;
  }
}
