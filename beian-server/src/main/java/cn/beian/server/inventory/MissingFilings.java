package cn.beian.server.inventory;

import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.server.apps.App;
import cn.beian.server.inventory.AppCoverage.Days;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is said of an app that should have a number by now, on its own page. */
@Service
@Transactional(readOnly = true)
public class MissingFilings {
  private final AppCoverageStore store;
  private final AppCoverage coverage;

  MissingFilings(AppCoverageStore store, AppCoverage coverage) {
    this.store = store;
    this.coverage = coverage;
  }

  /** Why it should have one. */
  public enum Why {
    /** Online before the Measures, and the last day for filing is over. */
    OVERDUE,
    /** Online since the Measures are in force. */
    UNLAWFUL
  }

  /** Who has to do what next. */
  public enum Turn {
    /** A unit has to say that the app is its own. */
    UNOWNED,
    /** Its unit has not begun to apply. */
    NOT_BEGUN,
    /** Its unit has to send what it began. */
    DRAFT,
    /** Its unit got the application back. */
    WITH_UNIT,
    AT_OFFICE,
    /** What its unit applied for came to nothing. */
    ANEW
  }

  /**
   * An app that should have a number.
   *
   * @param day the last day for filing, or the day since which the Measures are in force
   */
  public record Unfiled(Why why, PolicyParameter day, Turn turn) {}

  /** Of an app whose page the reader may read; empty where nothing is overdue. */
  public Optional<Unfiled> of(App app) {
    return Optional.ofNullable(among(List.of(app.id())).get(app.id()));
  }

  /** Of apps whose pages the reader may read, those of which something is overdue. */
  public Map<UUID, Unfiled> among(Collection<UUID> apps) {
    Days days = coverage.days();
    return store.unfiled(coverage.of(""), days.inForce(), days.deadline(), apps);
  }
}
