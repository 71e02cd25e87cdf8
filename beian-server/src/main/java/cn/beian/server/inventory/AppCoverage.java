package cn.beian.server.inventory;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.policies.InForce;
import cn.beian.filing.states.RecordState;
import cn.beian.server.calendar.Policies;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.inventory.AppCoverageStore.Judged;
import cn.beian.server.platform.InColumn;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many apps of a region are known, filed and still to be filed, for officials of
 * the region. It counts apps alone: it is in the order of codes and names, never by a figure, and
 * counts nothing of people.
 */
@Service
@Transactional(readOnly = true)
public class AppCoverage {
  private static final int PAGE = 50;

  private final AppCoverageStore store;
  private final Policies policies;
  private final RegionNames regions;
  private final Identity identity;
  private final Clock clock;

  AppCoverage(
      AppCoverageStore store,
      RegionNames regions,
      Policies policies,
      Identity identity,
      Clock clock) {
    this.store = store;
    this.regions = regions;
    this.policies = policies;
    this.identity = identity;
    this.clock = clock;
  }

  /** What a figure counts. */
  public enum Standing {
    FILED,
    /** Sent, and under review or with its sponsor. */
    IN_REVIEW,
    /** Online before the Measures, still to be filed though the last day is over, not in review. */
    OVERDUE,
    /** Of these, those for which nobody has begun an application: known from inventories alone. */
    NOT_BEGUN,
    /** Online since the Measures are in force, neither filed nor in review. */
    UNLAWFUL,
    /** None of these: the last day is to come, no filing is due, or nobody knows the day. */
    OTHER,
    /** Nobody knows its unit. */
    UNOWNED,
    /** It went offline and never had a number; no other figure counts it. */
    OFFLINE,
    /** It had a number, and was deregistered or revoked; no other figure counts it. */
    ENDED
  }

  /** A line of a region's figures that is only a part of the region. */
  public enum Part {
    /** Its own units, without the regions below. */
    ITSELF,
    /** Apps of the whole country of which nobody knows the unit. */
    NOBODYS
  }

  /**
   * Which apps of a region are listed.
   *
   * @param words part of the name, or a whole package name or AppID, which find what ended, too;
   *     blank for all that is counted
   */
  public record Asked(
      Optional<Standing> standing, Optional<UUID> unit, Optional<Part> part, String words) {
    public Asked {
      words = words.strip();
    }

    /** All of a standing. */
    public static Asked of(Standing standing) {
      return new Asked(Optional.of(standing), Optional.empty(), Optional.empty(), "");
    }
  }

  /**
   * Apps of a line: each one is filed, in review, overdue, unlawful or other, and the sum of these
   * is what is known.
   *
   * @param unowned those of all of them of which nobody knows the unit
   * @param reminded overdue or unlawful, and no application under way: those of which a letter
   *     reminds
   */
  public record Figures(
      int known,
      int filed,
      int inReview,
      int overdue,
      int unlawful,
      int other,
      int unowned,
      int reminded) {}

  /**
   * A line.
   *
   * @param code of the division
   * @param unit absent of a line for a region
   * @param name of the unit; of a region what the register calls it, else empty
   */
  public record Line(String code, Optional<UUID> unit, String name, Figures figures) {
    /** Whether it is of apps of the whole country of which nobody knows the unit. */
    public boolean nobodys() {
      return code.equals("100000") && unit.isEmpty() && figures.unowned() == figures.known();
    }

    /** Which part of a region it counts; empty where that is all of its own region. */
    public Optional<Part> partOf(String region) {
      if (unit.isPresent() || !code.equals(region)) {
        return Optional.empty();
      }
      return Optional.of(nobodys() ? Part.NOBODYS : Part.ITSELF);
    }
  }

  /**
   * An app of a list.
   *
   * @param unitId of its unit; empty while nobody knows it
   * @param unit its name, empty likewise
   * @param filing how far its filing is
   * @param online day since when it is online, as far as it was said
   * @param twin whether its unit has another app of this name and form that is filed
   * @param ours whether its unit said that it is its own, and nobody found otherwise
   * @param opens whether officials may read its page; what is a draft alone is its unit's own
   */
  public record ListedApp(
      UUID id,
      String name,
      AppForm form,
      RecordState state,
      String division,
      @InColumn("owner_id") Optional<UUID> unitId,
      String unit,
      Optional<String> online,
      UnderReview filing,
      boolean overdue,
      boolean unlawful,
      boolean opens,
      boolean offline,
      boolean twin,
      boolean ours) {}

  /**
   * How far the filing of an app is.
   *
   * @param inReview whether its application was sent and is not decided
   * @param atOffice whether an office has it
   * @param underWay whether that is so, or its unit got it back and the period to supplement or
   *     rectify it is not over
   * @param returnedUntil last day of that period; empty where an office has it, or none is set
   */
  public record UnderReview(
      boolean inReview, boolean atOffice, boolean underWay, Optional<LocalDate> returnedUntil) {}

  /**
   * Existing apps that have no number although the last day for filing them is over.
   *
   * @param inReview whose application is in review or with its unit to be completed
   * @param begun whose application is neither sent nor in review any more
   * @param notBegun without any application
   */
  public record Late(int inReview, int begun, int notBegun) {
    /** How many of them {@link Standing#OVERDUE} counts. */
    public int overdue() {
      return begun + notBegun;
    }
  }

  /**
   * By what apps are told apart.
   *
   * @param inForce since when the Measures are, as the parameter says
   * @param deadline last day for filing existing apps
   */
  public record Days(PolicyParameter inForce, PolicyParameter deadline) {}

  /** A page of a list. */
  public record Page<T>(List<T> rows, boolean more) {
    public Page {
      rows = List.copyOf(rows);
    }

    static <T> Page<T> of(List<T> found) {
      return found.size() > PAGE
          ? new Page<>(found.subList(0, PAGE), true)
          : new Page<>(found, false);
    }

    /** The last of it. */
    public T last() {
      return rows.get(rows.size() - 1);
    }
  }

  /** The days that decide. */
  public Days days() {
    LocalDate today = today();
    return new Days(
        InForce.at(policies.current(), today).reading(),
        policies.current().at(ParameterKey.EXISTING_APPS_DEADLINE, today));
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }

  /**
   * The region that a page is about: one within the reader's own, else that.
   *
   * @throws AccessDeniedException for a region of others
   */
  public String region(Optional<String> asked) {
    Person reader = identity.current();
    String region = asked.filter(one -> !one.isBlank()).orElse(reader.region());
    if (!AccessRules.covers(reader.region(), region)) {
      throw new AccessDeniedException("another region");
    }
    return region;
  }

  private Judged judged(String region) {
    return of(DivisionCode.read(region(Optional.of(region))).value().orElseThrow().prefix());
  }

  /** By what apps whose division begins so are judged today. */
  Judged of(String prefix) {
    LocalDate today = today();
    return new Judged(
        prefix,
        InForce.at(policies.current(), today).latest(),
        today,
        days().deadline().date().isBefore(today));
  }

  /** By the regions below one, itself first where it has apps of its own. */
  public List<Line> byRegion(String region) {
    Judged by = judged(region);
    List<Line> lines = store.byRegion(by);
    Map<String, String> names = regions.of(lines.stream().map(Line::code).toList());
    return lines.stream()
        .map(
            one ->
                new Line(one.code(), one.unit(), names.getOrDefault(one.code(), ""), one.figures()))
        .toList();
  }

  /** By units of a region, a page at a time. */
  public Page<Line> byUnit(String region, Optional<UUID> after) {
    return Page.of(store.byUnit(judged(region), after, PAGE + 1));
  }

  /** Apps of a region, a page at a time. */
  public Page<ListedApp> apps(String region, Asked asked, Optional<UUID> after) {
    return Page.of(store.apps(judged(region), asked, after, PAGE + 1));
  }

  /** How many existing apps of a region are past the last day. */
  public Late late(String region) {
    return store.late(judged(region));
  }

  /** The same at once, at most so many. */
  public List<ListedApp> all(String region, Asked asked, int most) {
    return store.apps(judged(region), asked, Optional.empty(), most);
  }

  /** All units of a region at once, at most so many. */
  public List<Line> allUnits(String region, int most) {
    return store.byUnit(judged(region), Optional.empty(), most);
  }
}
