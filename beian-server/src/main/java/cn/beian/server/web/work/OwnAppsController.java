package cn.beian.server.web.work;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.UsedApps;
import cn.beian.server.cases.WorkItem;
import cn.beian.server.cases.Worklist;
import cn.beian.server.endings.Endings;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.casefile.OwnApps;
import cn.beian.server.filings.casefile.OwnApps.OwnApp;
import cn.beian.server.identity.Identity;
import cn.beian.server.inventory.Claims;
import cn.beian.server.inventory.MissingFilings;
import cn.beian.server.inventory.MissingFilings.Unfiled;
import cn.beian.server.inventory.OfflineApps;
import cn.beian.server.records.OutOfScope;
import cn.beian.server.web.AppStanding;
import cn.beian.server.web.filings.FilingText;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The apps of the reader's unit: each with its applications, and what is to be done next. */
@Controller
class OwnAppsController {
  private static final int SOME_USED = 5;

  private final OwnApps apps;
  private final Claims claims;
  private final OfflineApps offline;
  private final MissingFilings unfiled;
  private final UsedApps used;
  private final Endings endings;
  private final Worklist worklist;
  private final OutOfScope outOfScope;
  private final Identity identity;
  private final MessageSource messages;
  private final Clock clock;

  OwnAppsController(
      OwnApps apps,
      Claims claims,
      OfflineApps offline,
      MissingFilings unfiled,
      UsedApps used,
      Endings endings,
      Worklist worklist,
      OutOfScope outOfScope,
      Identity identity,
      MessageSource messages,
      Clock clock) {
    this.apps = apps;
    this.claims = claims;
    this.offline = offline;
    this.unfiled = unfiled;
    this.used = used;
    this.endings = endings;
    this.worklist = worklist;
    this.outOfScope = outOfScope;
    this.identity = identity;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * An app as the page shows it.
   *
   * @param standing as its own page says
   * @param open what runs about it, the reader's turn first; of its applications and other matters
   * @param ended its applications that are done
   */
  record Line(OwnApp app, AppStanding standing, List<WorkItem> open, List<WorkItem> ended) {}

  @GetMapping("/applications")
  String list(Locale locale, Model model) {
    List<OwnApp> own = apps.list();
    Map<UUID, WorkItem> items =
        worklist.about(
            own.stream().flatMap(one -> one.applications().stream()).map(Application::id).toList(),
            own.stream()
                .flatMap(one -> one.filed().stream())
                .map(OwnAppsController::number)
                .toList());
    List<UUID> ids = own.stream().map(one -> one.app().id()).toList();
    Set<String> reported =
        endings.reportedOf(
            own.stream()
                .filter(one -> one.app().state() == RecordState.SHUTTING_DOWN)
                .flatMap(one -> one.filed().stream())
                .map(OwnAppsController::number)
                .collect(Collectors.toSet()));
    Set<UUID> gone = offline.among(ids);
    Map<UUID, Unfiled> missing = unfiled.among(ids);
    model.addAttribute(
        "apps",
        own.stream()
            .map(
                one ->
                    line(
                        one,
                        AppStanding.of(
                                one.app().state(),
                                gone.contains(one.app().id()),
                                Optional.ofNullable(missing.get(one.app().id())))
                            .reported(
                                one.filed()
                                    .map(OwnAppsController::number)
                                    .filter(reported::contains)
                                    .isPresent()),
                        items))
            .toList());
    model.addAttribute(
        "named", claims.ofUnit().stream().filter(one -> one.own() && !one.claimed()).count());
    model.addAttribute("used", used.list(Long.MAX_VALUE, SOME_USED));
    model.addAttribute("usedCount", used.count());
    model.addAttribute("notDue", outOfScope.applications(identity.current().organizationId()));
    model.addAttribute("work", new WorkWords(messages, locale, worklist));
    model.addAttribute("words", new FilingText(messages, locale));
    model.addAttribute("today", OfficialTime.dayOf(clock.instant()));
    return "filings/list";
  }

  private static Line line(OwnApp app, AppStanding standing, Map<UUID, WorkItem> items) {
    String number = app.filed().map(OwnAppsController::number).orElse("");
    List<WorkItem> all =
        Stream.concat(
                app.applications().stream()
                    .map(one -> items.get(one.id()))
                    .filter(Objects::nonNull),
                items.values().stream()
                    .filter(one -> !one.procedure().equals("application") && !one.closed())
                    .filter(one -> !number.isEmpty() && one.number().equals(number)))
            .toList();
    List<WorkItem> open =
        all.stream().filter(one -> !one.closed()).sorted(WorkItem.NEXT_FIRST).toList();
    return new Line(app, standing, open, all.stream().filter(WorkItem::closed).toList());
  }

  private static String number(Application one) {
    return one.number().orElse("");
  }
}
