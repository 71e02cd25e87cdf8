package cn.beian.server.identity;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.numbers.Defect;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.Reading;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import cn.beian.server.database.DatabaseLock;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The units of this installation. A person's entry is checked; an import is taken as it is and
 * flagged.
 */
@Service
public class Organizations {
  /** Control and format characters, such as those that turn the direction of a text. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private final JdbcClient jdbc;
  private final Identity identity;
  private final OrganizationTree tree;
  private final UnitPlacements placements;
  private final RegisterStandings standings;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Organizations(
      JdbcClient jdbc,
      Identity identity,
      OrganizationTree tree,
      UnitPlacements placements,
      RegisterStandings standings,
      AuditTrail audit,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.identity = identity;
    this.tree = tree;
    this.placements = placements;
    this.standings = standings;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Makes a unit.
   *
   * @throws RejectedInput naming every field that cannot be taken
   */
  @Transactional
  public Organization create(NewOrganization entered) {
    RejectedInput.throwIfAny(problems(entered));
    return insert(
        entered,
        CreditCode.read(entered.creditCode()).folded(),
        DivisionCode.read(entered.division()).folded(),
        List.of());
  }

  /**
   * Corrects a unit; what an import found doubtful is settled by it.
   *
   * @throws RejectedInput naming every field that cannot be taken
   * @throws java.util.NoSuchElementException when there is no such unit
   */
  @Transactional
  public Organization correct(UUID id, NewOrganization entered) {
    Organization before = identity.organization(id);
    List<Problem> problems = problems(entered, Optional.of(id));
    circle(id, entered.parentId()).ifPresent(problems::add);
    RejectedInput.throwIfAny(problems);
    update(before, entered, List.of());
    return identity.organization(id);
  }

  private void update(Organization before, NewOrganization after, List<String> flags) {
    placements.changing(before, after);
    jdbc.sql(
            """
            update organization
              set name = :name, credit_code = :code, level = :level, kind = :kind, division =
              :division,
              parent_id = :parent, route = :route, flags = :flags where id = :id
            """)
        .param("id", before.id())
        .param("name", after.name().strip())
        .param("code", CreditCode.read(after.creditCode()).folded())
        .param("level", after.level().name())
        .param("kind", after.kind().name())
        .param("division", DivisionCode.read(after.division()).folded())
        .param("parent", after.parentId(), java.sql.Types.OTHER)
        .param("route", after.route().name())
        .param("flags", flags.toArray(String[]::new))
        .update();
    audit.record(
        "organization.correct",
        "organization:" + before.id(),
        before.name() + " " + before.creditCode() + " -> " + after.name().strip());
    standings.record(StandingKind.ORGANIZATION, before.id().toString());
    standings.record(StandingKind.UNIT, before.id().toString());
    if (!before.name().equals(after.name().strip())) {
      events.publishEvent(new OrganizationRenamed(before.id(), after.name().strip()));
    }
  }

  /** Who puts a unit below another waits for whoever does it now. */
  void lockTree() {
    jdbc.sql("select pg_advisory_xact_lock(:number)")
        .param("number", DatabaseLock.UNITS_ABOVE.number())
        .query((row, number) -> 1)
        .single();
  }

  /** A unit is not below itself, nor deeper than a path upwards is followed. */
  private Optional<Problem> circle(UUID id, @Nullable UUID parentId) {
    if (parentId == null) {
      return Optional.empty();
    }
    lockTree();
    List<Organization> above = tree.above(List.of(parentId)).getOrDefault(parentId, List.of());
    boolean below =
        parentId.equals(id) || above.stream().map(Organization::id).anyMatch(id::equals);
    return below || above.size() >= OrganizationTree.DEEPEST
        ? Optional.of(Problem.of("parent", "admin.organization.parent.circle"))
        : Optional.empty();
  }

  /** What cannot be taken, in the order of the form. */
  List<Problem> problems(NewOrganization entered) {
    return problems(entered, Optional.empty());
  }

  /** Whether a text can be the name of a unit: it has a letter. */
  static boolean names(String text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }

  private List<Problem> problems(NewOrganization entered, Optional<UUID> self) {
    List<Problem> problems = new ArrayList<>();
    if (!names(entered.name())) {
      problems.add(Problem.of("unitName", "admin.organization.nameMissing"));
    } else if (INVISIBLE.matcher(entered.name().strip()).find()) {
      problems.add(Problem.of("unitName", "admin.organization.nameInvisible"));
    }
    Reading<CreditCode> code = CreditCode.read(entered.creditCode());
    code.defects().forEach(defect -> problems.add(problem("creditCode", defect)));
    if (code.valid()) {
      identity
          .organizationByCreditCode(code.folded())
          .filter(other -> self.filter(other.id()::equals).isEmpty())
          .ifPresent(
              other ->
                  problems.add(
                      Problem.of("creditCode", "admin.organization.codeTaken", other.name())));
    }
    Reading<DivisionCode> division = DivisionCode.read(entered.division());
    division.defects().forEach(defect -> problems.add(problem("division", defect)));
    return problems;
  }

  /**
   * Takes a unit of an import: what is doubtful is flagged, nothing is refused but a missing name.
   */
  @Transactional
  Organization accept(NewOrganization imported, List<String> flags) {
    return insert(
        imported,
        CreditCode.read(imported.creditCode()).folded(),
        DivisionCode.read(imported.division()).folded(),
        flags);
  }

  /** Changes a unit as an import has it; what is doubtful is flagged. */
  @Transactional
  void change(Organization before, NewOrganization after, List<String> flags) {
    update(before, after, flags);
  }

  private Organization insert(
      NewOrganization entered, String creditCode, String division, List<String> flags) {
    UUID id = UuidV7.next(clock);
    jdbc.sql(
            """
            insert into organization (id, name, credit_code, level, kind, division, parent_id,
              route, flags, created_at)
            values (:id, :name, :code, :level, :kind, :division, :parent, :route, :flags, :now)
            """)
        .param("id", id)
        .param("name", entered.name().strip())
        .param("code", creditCode)
        .param("level", entered.level().name())
        .param("kind", entered.kind().name())
        .param("division", division)
        .param("parent", entered.parentId(), java.sql.Types.OTHER)
        .param("route", entered.route().name())
        .param("flags", flags.toArray(String[]::new))
        .param("now", at(clock.instant()))
        .update();
    audit.record(
        "organization.create",
        "organization:" + id,
        entered.name().strip() + " " + creditCode + " " + flags);
    standings.record(StandingKind.ORGANIZATION, id.toString());
    standings.record(StandingKind.UNIT, id.toString());
    return identity.organization(id);
  }

  private static Problem problem(String field, Defect defect) {
    return Problem.of(
        field,
        "Defect.Reason." + defect.reason().name(),
        defect.position(),
        defect.found(),
        defect.expected());
  }

  /** A unit as entered. */
  public record NewOrganization(
      String name,
      String creditCode,
      OrganizationLevel level,
      OrganizationKind kind,
      String division,
      @Nullable UUID parentId,
      Route route) {}
}
