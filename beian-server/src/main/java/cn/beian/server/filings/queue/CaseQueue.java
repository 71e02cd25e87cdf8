package cn.beian.server.filings.queue;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.queue.QueueStore.Place;
import cn.beian.server.filings.queue.QueueStore.Scope;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the current person has to decide on: applications of his region in the states of his roles,
 * by due date. An auditor sees all that is open.
 */
@Service
@Transactional(readOnly = true)
public class CaseQueue {
  /** Rows of a page. */
  public static final int PAGE = 50;

  private static final int LAST_YEAR = 9999; // of a day that an address names

  private final QueueStore store;
  private final ApplicationStore applications;
  private final Identity identity;

  CaseQueue(QueueStore store, ApplicationStore applications, Identity identity) {
    this.store = store;
    this.applications = applications;
    this.identity = identity;
  }

  /**
   * A page of a list.
   *
   * @param more whether others follow
   */
  public record Page<T>(List<T> rows, boolean more) {
    public Page {
      rows = List.copyOf(rows);
    }

    /** Of rows that were asked for with one more than a page has. */
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

  /** How many there are. */
  public int count() {
    return scope().map(store::count).orElse(0);
  }

  /** The first of them, at most so many. */
  public List<QueuedApplication> first(int most) {
    return scope().map(scope -> store.list(scope, Optional.empty(), most)).orElse(List.of());
  }

  /**
   * A page: the first, or what comes after a case. A case whose limit has been changed since is
   * looked for where it stood, so that nothing between is passed over.
   *
   * @param after the last case of the page before; one that does not exist begins anew
   * @param due when that one was due
   */
  public Page<QueuedApplication> page(Optional<UUID> after, Optional<LocalDate> due) {
    Optional<Place> place =
        after
            .flatMap(applications::find)
            .map(
                last ->
                    new Place(
                        due.filter(day -> day.getYear() > 0 && day.getYear() <= LAST_YEAR),
                        last.createdAt(),
                        last.id()));
    return Page.of(scope().map(scope -> store.list(scope, place, PAGE + 1)).orElse(List.of()));
  }

  /** The neighbours of a case in the queue, before and after. */
  public QueueNeighbours neighbours(Application application) {
    return scope()
        .filter(scope -> scope.states().contains(application.state()))
        .filter(scope -> application.division().startsWith(scope.region()))
        .map(
            scope ->
                store.neighbours(
                    scope,
                    new Place(application.dueOn(), application.createdAt(), application.id())))
        .orElse(new QueueNeighbours(Optional.empty(), Optional.empty()));
  }

  /** Empty for somebody who has nothing to decide on, or no region. */
  private Optional<Scope> scope() {
    Person person = identity.current();
    Set<ApplicationState> states = states(person);
    return states.isEmpty()
        ? Optional.empty()
        : person.regionPrefix().map(region -> new Scope(states, region));
  }

  private static Set<ApplicationState> states(Person person) {
    Set<ApplicationState> states = EnumSet.noneOf(ApplicationState.class);
    if (person.has(Role.COMPLETENESS_REVIEWER) || person.has(Role.GOVERNMENT_SERVICE_REVIEWER)) {
      states.add(ApplicationState.COMPLETENESS_REVIEW);
      states.add(ApplicationState.SUPPLEMENT_DUE);
    }
    if (person.has(Role.NATIONAL_REVIEWER) || person.has(Role.SIGNER)) {
      states.add(ApplicationState.NATIONAL_REVIEW);
      states.add(ApplicationState.RECTIFICATION_DUE);
    }
    if (person.has(Role.AUDITOR)) {
      states.addAll(
          EnumSet.of(
              ApplicationState.COMPLETENESS_REVIEW,
              ApplicationState.SUPPLEMENT_DUE,
              ApplicationState.NATIONAL_REVIEW,
              ApplicationState.RECTIFICATION_DUE));
    }
    return states;
  }
}
