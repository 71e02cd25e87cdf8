package cn.beian.server.inventory;

import cn.beian.server.cases.IssuedLetters;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.inventory.AppCoverage.Asked;
import cn.beian.server.inventory.AppCoverage.ListedApp;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Letters of a supervisor to a unit of his region whose apps are not filed. They do
 * not name apps whose filing is under way, nor those that may be the same as a filed app of the
 * unit.
 */
@Service
@Transactional(readOnly = true)
public class UnitReminders {
  /** Most apps of each sort that a letter names. */
  public static final int MOST = 100;

  /** Of whom these letters are, among issued ones; what they are about is the unit. */
  public static final String LETTERS = "reminder";

  /** Most apps of a unit that are looked at. */
  private static final int MOST_OF_UNIT = 5_000;

  private final AppCoverage coverage;
  private final IssuedLetters letters;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  UnitReminders(
      AppCoverage coverage,
      IssuedLetters letters,
      Identity identity,
      AuditTrail audit,
      Clock clock) {
    this.coverage = coverage;
    this.letters = letters;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A letter as it would be written now.
   *
   * @param from the office that writes
   * @param overdue existing apps whose last day has passed, at most {@value #MOST}
   * @param unlawful apps that went online since the Measures are in force, at most as many
   * @param left apps that are no less overdue or unlawful, but whose application is under way, or
   *     that may be the same as a filed one; at most as many
   * @param more whether there are others
   */
  public record Reminder(
      Organization unit,
      String from,
      List<ListedApp> overdue,
      List<ListedApp> unlawful,
      List<ListedApp> left,
      boolean more,
      Instant at) {
    public Reminder {
      overdue = List.copyOf(overdue);
      unlawful = List.copyOf(unlawful);
      left = List.copyOf(left);
    }

    /** Whether there is nothing to write about. */
    public boolean isEmpty() {
      return overdue.isEmpty() && unlawful.isEmpty();
    }
  }

  /**
   * The letter to a unit.
   *
   * @throws AccessDeniedException for a unit of another region
   */
  public Reminder of(UUID unitId) {
    Organization unit = identity.organization(unitId);
    String region = identity.current().region();
    if (!AccessRules.covers(region, unit.division())) {
      throw new AccessDeniedException("a unit of another region");
    }
    Asked asked = new Asked(Optional.empty(), Optional.of(unitId), Optional.empty(), "");
    List<ListedApp> all = coverage.all(region, asked, MOST_OF_UNIT);
    List<ListedApp> allOverdue = all.stream().filter(ListedApp::overdue).toList();
    List<ListedApp> allUnlawful = all.stream().filter(ListedApp::unlawful).toList();
    List<ListedApp> overdue = allOverdue.stream().filter(UnitReminders::named).toList();
    List<ListedApp> unlawful = allUnlawful.stream().filter(UnitReminders::named).toList();
    return new Reminder(
        unit,
        identity.organization(identity.current().organizationId()).name(),
        overdue.stream().limit(MOST).toList(),
        unlawful.stream().limit(MOST).toList(),
        Stream.concat(allOverdue.stream(), allUnlawful.stream())
            .filter(one -> !named(one))
            .limit(MOST)
            .toList(),
        overdue.size() > MOST || unlawful.size() > MOST,
        clock.instant());
  }

  /**
   * Issues the letter to a unit as it would be written now; gives its number. Where the last one
   * says the same today, that is the one.
   *
   * @throws AccessDeniedException for a unit of another region
   * @throws RejectedInput where there is nothing to write about
   */
  @Transactional
  public String issue(UUID unitId) {
    if (of(unitId).isEmpty()) {
      throw new RejectedInput(List.of(RejectedInput.Problem.of("", "inventory.letter.nothing")));
    }
    Optional<String> same = letters.sameAsLast(LETTERS, unitId);
    if (same.isPresent()) {
      return same.get();
    }
    String number = letters.issueNext(LETTERS, unitId);
    audit.record("inventory.letter", "organization:" + unitId, number);
    return number;
  }

  /** Whether no application is under way, and it is not to be checked first. */
  private static boolean named(ListedApp one) {
    return !one.filing().underWay() && !one.twin();
  }
}
