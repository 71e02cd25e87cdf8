package cn.beian.server.filings.filed;

import cn.beian.facts.VisibleText;
import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.FreeText;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.identity.Person;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The number of what has no package, a web site above all: nothing can be read for it, so a
 * person of its sponsor says at which address it was seen, and on which day.
 */
@Service
@Transactional
public class SeenNumbers {
  /** Name of the step by which it is said. */
  public static final String STEP = "sponsor.numberSeen";

  private final ApplicationStore store;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Records records;
  private final Clock clock;

  SeenNumbers(
      ApplicationStore store,
      FilingGuard guard,
      FilingProcedure procedure,
      Records records,
      Clock clock) {
    this.store = store;
    this.guard = guard;
    this.procedure = procedure;
    this.records = records;
    this.clock = clock;
  }

  /**
   * Says that the number is seen.
   *
   * @param address of the page that shows it
   * @param day on which it was seen: not before the number was to be shown, not after today
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if the filing has a package or is not in force, or address or
   *     day cannot be; nothing is done
   */
  public void confirm(UUID id, int version, String address, Optional<LocalDate> day) {
    Application application = guard.locked(id, version);
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (application.state() != ApplicationState.ACCEPTED || !store.isFiled(id)) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    if (!store.isInForce(id)) {
      throw FilingProblem.refusal("launch.ended");
    }
    if (!store.packages(id, SubmittedPackage.Part.REVIEW).isEmpty()) {
      throw FilingProblem.refusal("seen.package");
    }
    PublicRecord record = records.find(application.number().orElseThrow()).orElseThrow();
    if (!isPage(address.strip()) || !FreeText.fits(address.strip(), FreeText.SHORT)) {
      throw FilingProblem.refusal("seen.address");
    }
    LocalDate today = OfficialTime.dayOf(clock.instant());
    LocalDate seen =
        day.filter(one -> !one.isAfter(today) && !one.isBefore(record.numberAskedOn()))
            .orElseThrow(
                () -> FilingProblem.refusal("seen.day", record.numberAskedOn().toString()));
    records.seen(record.number(), seen);
    procedure.note(application, STEP, seen + " " + address.strip(), person);
  }

  private static boolean isPage(String address) {
    if (!VisibleText.of(address).equals(address)) {
      return false;
    }
    try {
      URI uri = new URI(address);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }
}
