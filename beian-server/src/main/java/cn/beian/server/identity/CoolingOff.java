package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Whether a role may decide yet. A newly given role, and every role after a password that a link
 * gave, takes no last step until one working day has passed: the day itself is not counted, so that
 * whoever was notified has a whole working day to object. What was given while the installation
 * itself was that new does not wait, or nobody could set it up.
 */
@Service
public class CoolingOff {
  private final RoleHoldingStore holdings;
  private final WorkingDays workingDays;
  private final Clock clock;

  CoolingOff(RoleHoldingStore holdings, WorkingDays workingDays, Clock clock) {
    this.holdings = holdings;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  /**
   * From which day a person may decide in one of these roles.
   *
   * @param roles those of them that he does not hold are left out
   * @return empty where he may today, or holds none of them
   */
  public Optional<LocalDate> until(Person person, Collection<Role> roles) {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    List<LocalDate> first =
        roles.stream().filter(person::has).map(role -> firstDay(person, role)).toList();
    return first.stream().anyMatch(day -> !day.isAfter(today))
        ? Optional.empty()
        : first.stream().min(Comparator.naturalOrder());
  }

  /** Whether a person holds a role and may decide in it. */
  public boolean settled(Person person, Role role) {
    return person.has(role) && until(person, List.of(role)).isEmpty();
  }

  /**
   * Stops a last step of somebody whose roles are too new for it.
   *
   * @param roles by which the step is taken
   * @throws RejectedInput where none of those that he holds may decide yet
   */
  public void require(Person person, Role... roles) {
    until(person, Arrays.asList(roles))
        .ifPresent(
            day -> {
              throw new RejectedInput(List.of(problem(day)));
            });
  }

  /** That a role decides from a day on. */
  public static Problem problem(LocalDate day) {
    return Problem.of("", "person.coolingOff", day.toString());
  }

  private LocalDate firstDay(Person person, Role role) {
    LocalDate since = OfficialTime.dayOf(holdings.since(person.id(), role));
    Instant begun = holdings.installed().orElseGet(clock::instant);
    return since.isAfter(workingDays.next(OfficialTime.dayOf(begun)))
        ? workingDays.next(since).plusDays(1)
        : LocalDate.MIN;
  }
}
