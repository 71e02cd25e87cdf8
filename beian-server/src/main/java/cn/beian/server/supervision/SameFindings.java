package cn.beian.server.supervision;

import cn.beian.filing.Role;
import cn.beian.server.cases.FreeText;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.supervision.FindingResolution.Outcome;
import cn.beian.server.supervision.FindingStore.OpenFinding;
import cn.beian.server.supervision.FindingStore.StoredFinding;
import cn.beian.server.supervision.SupervisorDecisions.Entered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/**
 * The same finding in several cases: the same rule on the same evidence. It is dismissed in those
 * that a supervisor chooses, each in a transaction and with an entry of its own. What depends on
 * the sponsor, whether an explanation holds or something was rectified, is decided case by case.
 */
@Service
public class SameFindings {
  /** Most findings that are listed on a page and settled together. */
  public static final int MOST = 200;

  private final FindingStore findings;
  private final SupervisionGuard guard;
  private final SupervisorDecisions decisions;
  private final EvidenceDigests digests;

  SameFindings(
      FindingStore findings,
      SupervisionGuard guard,
      SupervisorDecisions decisions,
      EvidenceDigests digests) {
    this.findings = findings;
    this.guard = guard;
    this.decisions = decisions;
    this.digests = digests;
  }

  /** A finding by the place that it has in a case, as its page showed the case. */
  public record Chosen(UUID caseId, int version, int place) {}

  /** A case with the same finding. */
  public record Same(Chosen chosen, String number, String appName, String sponsor) {}

  /**
   * A page of what is the same.
   *
   * @param cases in which it is not settled: on the first page that of the page before all others,
   *     then the oldest first
   * @param next the case after which the next page begins; empty on the last
   */
  public record Found(String ruleId, List<Same> cases, Optional<UUID> next) {
    public Found {
      cases = List.copyOf(cases);
    }
  }

  /** What became of one that was chosen. */
  public enum Result {
    SETTLED,
    /** Somebody has changed the case since the page was shown. */
    MOVED_ON,
    /** It is settled or closed, or not the same finding, or not the reader's. */
    NOT_SAME,
    /** Whoever prepared a case, or is of its unit, does not decide on it. */
    REFUSED
  }

  /** What became of a case. */
  public record Done(Same same, Result result) {}

  /**
   * The cases with the same finding as a place of a case that the current person may decide on.
   *
   * @param after the last case of the page before; empty for the first page
   * @throws java.util.NoSuchElementException if there is no such case or place
   * @throws AccessDeniedException if it is not for him
   */
  public Found of(UUID caseId, int place, Optional<UUID> after) {
    FindingStore.Same like = like(caseId, place);
    if (like.evidence().isEmpty()) {
      return new Found(like.ruleId(), List.of(), Optional.empty());
    }
    List<Same> same = new ArrayList<>();
    if (after.isEmpty()) {
      findings.open(like, Set.of(caseId), MOST).stream().map(SameFindings::same).forEach(same::add);
    }
    List<OpenFinding> others = findings.open(like, caseId, after, MOST + 1);
    boolean more = others.size() > MOST;
    UUID beyond = more ? others.get(MOST).caseId() : new UUID(0, 0);
    others.stream()
        .limit(MOST)
        .filter(one -> !one.caseId().equals(beyond)) // a case stands on one page as a whole
        .map(SameFindings::same)
        .forEach(same::add);
    return new Found(
        like.ruleId(),
        same,
        more ? Optional.of(same.get(same.size() - 1).chosen().caseId()) : Optional.empty());
  }

  private FindingStore.Same like(UUID caseId, int place) {
    guard.readable(caseId);
    Person supervisor = guard.holder(Role.SUPERVISOR);
    StoredFinding like =
        findings.findings(caseId).stream()
            .filter(one -> one.place() == place)
            .findFirst()
            .orElseThrow();
    return new FindingStore.Same(
        like.ruleId(),
        like.evidence().orElseGet(() -> digests.of(like.testId(), like.ruleId())),
        supervisor.regionPrefix().orElseThrow(),
        supervisor.organizationId());
  }

  private static Same same(OpenFinding one) {
    return new Same(
        new Chosen(one.caseId(), one.version(), one.place()),
        one.number(),
        one.app(),
        one.sponsor());
  }

  /**
   * Those that were chosen, as far as they are the same.
   *
   * @throws RejectedInput if none was, or there is no reason
   */
  public List<Same> chosen(UUID caseId, int place, List<Chosen> chosen, String reason) {
    List<Problem> problems = new ArrayList<>();
    if (chosen.isEmpty()) {
      problems.add(Problem.of("cases", "supervision.same.problem.none"));
    }
    if (chosen.size() > MOST) {
      problems.add(Problem.of("cases", "supervision.same.problem.many", MOST));
    }
    if (reason.isBlank()) {
      problems.add(Problem.of("reason", "supervision.same.problem.reason"));
    } else if (!FreeText.fits(reason, FreeText.LONG)) {
      problems.add(Problem.of("reason", "supervision.same.problem.long", FreeText.LONG));
    }
    RejectedInput.throwIfAny(problems);
    FindingStore.Same like = like(caseId, place);
    Set<UUID> cases = chosen.stream().map(Chosen::caseId).collect(Collectors.toSet());
    return like.evidence().isEmpty()
        ? List.of()
        : findings.open(like, cases, MOST).stream().map(SameFindings::same).toList();
  }

  /**
   * Dismisses it in each that was chosen; what fails touches no other.
   *
   * @throws RejectedInput if nothing can be done at all
   */
  public List<Done> dismiss(UUID caseId, int place, List<Chosen> chosen, String reason) {
    Map<Chosen, Same> same = new HashMap<>();
    chosen(caseId, place, chosen, reason).forEach(one -> same.put(place(one.chosen()), one));
    List<Done> done = new ArrayList<>();
    Set<UUID> seen = new HashSet<>();
    for (Chosen one : chosen) {
      if (seen.add(one.caseId())) {
        Optional<Same> listed = Optional.ofNullable(same.get(place(one)));
        done.add(
            listed
                .map(is -> new Done(is, dismiss(one, reason)))
                .orElseGet(() -> new Done(named(one), Result.NOT_SAME)));
      }
    }
    return done;
  }

  /** Whatever version it has. */
  private static Chosen place(Chosen one) {
    return new Chosen(one.caseId(), 0, one.place());
  }

  /** As far as the current person may read it. */
  private Same named(Chosen one) {
    try {
      SupervisionCase supervised = guard.readable(one.caseId());
      return new Same(one, supervised.number(), supervised.appName(), supervised.sponsor());
    } catch (AccessDeniedException | NoSuchElementException notHis) {
      return new Same(one, "", "", "");
    }
  }

  private Result dismiss(Chosen one, String reason) {
    try {
      decisions.settle(
          one.caseId(),
          one.version(),
          List.of(new Entered(one.place(), Optional.of(Outcome.DISMISSED), reason)));
      return Result.SETTLED;
    } catch (StalePageException stale) {
      return Result.MOVED_ON;
    } catch (AccessDeniedException | RejectedInput refused) {
      return Result.REFUSED;
    }
  }
}
