package cn.beian.server.supervision;

import cn.beian.filing.Role;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.server.cases.FreeText;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.supervision.FindingResolution.Outcome;
import cn.beian.server.supervision.FindingStore.OpenFinding;
import cn.beian.server.supervision.FindingStore.StoredFinding;
import cn.beian.server.supervision.SupervisorDecisions.Entered;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
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
  /** Most cases that are listed and settled together. */
  public static final int MOST = 200;

  private final FindingStore findings;
  private final SupervisionGuard guard;
  private final SupervisorDecisions decisions;
  private final TestRuns tests;

  SameFindings(
      FindingStore findings,
      SupervisionGuard guard,
      SupervisorDecisions decisions,
      TestRuns tests) {
    this.findings = findings;
    this.guard = guard;
    this.decisions = decisions;
    this.tests = tests;
  }

  /** A finding by the place that it has in a case, as its page showed the case. */
  public record Chosen(UUID caseId, int version, int place) {}

  /** A case with the same finding. */
  public record Same(Chosen chosen, String number, String appName, String sponsor) {}

  /**
   * What is the same.
   *
   * @param cases in which it is not settled, the oldest first; that of the page is one of them
   * @param more whether there may be others, beyond what is looked through at once
   */
  public record Found(String ruleId, List<Same> cases, boolean more) {
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
   * @throws java.util.NoSuchElementException if there is no such case or place
   * @throws AccessDeniedException if it is not for him
   */
  public Found of(UUID caseId, int place) {
    guard.readable(caseId);
    Person supervisor = guard.holder(Role.SUPERVISOR);
    StoredFinding like =
        findings.findings(caseId).stream()
            .filter(one -> one.place() == place)
            .findFirst()
            .orElseThrow();
    Map<UUID, Optional<Set<List<Object>>>> seen = new HashMap<>();
    Optional<Set<List<Object>>> evidence = seen(like.testId(), like.ruleId(), seen);
    List<OpenFinding> open =
        findings.open(
            like.ruleId(),
            supervisor.regionPrefix().orElseThrow(),
            supervisor.organizationId(),
            MOST + 1);
    List<Same> same =
        open.stream()
            .limit(MOST)
            .filter(one -> evidence.isPresent())
            .filter(one -> seen(one.testId(), like.ruleId(), seen).equals(evidence))
            .map(
                one ->
                    new Same(
                        new Chosen(one.caseId(), one.version(), one.place()),
                        one.number(),
                        one.app(),
                        one.sponsor()))
            .toList();
    return new Found(like.ruleId(), same, open.size() > MOST);
  }

  /** What was seen on which screen; lines and offsets differ from build to build. */
  private Optional<Set<List<Object>>> seen(
      UUID testId, String ruleId, Map<UUID, Optional<Set<List<Object>>>> known) {
    return known.computeIfAbsent(
        testId,
        id ->
            tests
                .find(id)
                .map(TestRun::result)
                .flatMap(result -> result.finding(ruleId))
                .filter(one -> !one.evidence().isEmpty())
                .filter(one -> one.evidence().size() == one.evidenceTotal())
                .map(SameFindings::seen));
  }

  private static Set<List<Object>> seen(Finding finding) {
    return finding.evidence().stream().map(SameFindings::seen).collect(Collectors.toSet());
  }

  private static List<Object> seen(Evidence piece) {
    return List.of(String.valueOf(piece.kind()), piece.screen(), piece.text(), piece.term());
  }

  /**
   * Those of the list that were chosen.
   *
   * @throws RejectedInput if none was, or there is no reason
   */
  public List<Same> chosen(Found found, List<Chosen> chosen, String reason) {
    List<Problem> problems = new ArrayList<>();
    Set<UUID> wanted = chosen.stream().map(Chosen::caseId).collect(Collectors.toSet());
    List<Same> listed =
        found.cases().stream().filter(one -> wanted.contains(one.chosen().caseId())).toList();
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
    return listed;
  }

  /**
   * Dismisses it in each that was chosen; what fails touches no other.
   *
   * @throws RejectedInput if nothing can be done at all
   */
  public List<Done> dismiss(UUID caseId, int place, List<Chosen> chosen, String reason) {
    Found found = of(caseId, place);
    chosen(found, chosen, reason);
    Map<UUID, Same> same = new HashMap<>();
    found.cases().forEach(one -> same.putIfAbsent(one.chosen().caseId(), one));
    List<Done> done = new ArrayList<>();
    Set<UUID> seen = new HashSet<>();
    for (Chosen one : chosen) {
      if (seen.add(one.caseId())) {
        Optional<Same> listed = Optional.ofNullable(same.get(one.caseId()));
        done.add(
            listed
                .map(is -> new Done(is, dismiss(one, reason)))
                .orElseGet(() -> new Done(named(one), Result.NOT_SAME)));
      }
    }
    return done;
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
