package cn.beian.server.web.work;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.cases.WorkItem;
import cn.beian.server.cases.Worklist;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.overdue.OverdueFiling;
import cn.beian.server.filings.overdue.OverdueFilings;
import cn.beian.server.filings.overdue.PassedEnd;
import cn.beian.server.filings.overdue.PassedEnds;
import cn.beian.server.filings.overdue.UnshownNumbers;
import cn.beian.server.identity.Identity;
import cn.beian.server.inventory.AppCoverage;
import cn.beian.server.inventory.AppCoverage.Asked;
import cn.beian.server.inventory.AppCoverage.Late;
import cn.beian.server.inventory.AppCoverage.ListedApp;
import cn.beian.server.inventory.AppCoverage.Standing;
import cn.beian.server.inventory.SentReminders;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.web.TableFile;
import cn.beian.server.web.filings.FilingText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Existing apps of one's region that should have a number by now: those whose unit has begun
 * to apply, with their cases, and those that only an inventory names. With them stand filed apps
 * whose number was not seen in them in time.
 */
@Controller
class OverdueController {
  private static final List<String> COLUMNS =
      List.of(
          "filings.sponsor",
          "filings.app",
          "filings.overdue.since",
          "filings.overdue.stands",
          "filings.overdue.turn",
          "filings.overdue.due");

  private final Cases cases;
  private final OverdueFilings overdue;
  private final UnshownNumbers unshown;
  private final PassedEnds ends;
  private final AppCoverage coverage;
  private final SentReminders reminders;
  private final Worklist worklist;
  private final Identity identity;
  private final AuditTrail audit;
  private final MessageSource messages;
  private final Clock clock;

  OverdueController(
      Cases cases,
      OverdueFilings overdue,
      UnshownNumbers unshown,
      PassedEnds ends,
      AppCoverage coverage,
      SentReminders reminders,
      Worklist worklist,
      Identity identity,
      AuditTrail audit,
      MessageSource messages,
      Clock clock) {
    this.cases = cases;
    this.overdue = overdue;
    this.unshown = unshown;
    this.ends = ends;
    this.coverage = coverage;
    this.reminders = reminders;
    this.worklist = worklist;
    this.identity = identity;
    this.audit = audit;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * A row.
   *
   * @param opensApp whether the reader may open the page of the app: what is a draft alone is its
   *     unit's own
   * @param work the case as far as he may read it
   */
  record Row(OverdueFiling filing, boolean opensApp, Optional<WorkItem> work) {
    /** The application. */
    public Application application() {
      return filing.application();
    }

    /** What has to be done next, where no case says it: the end of the key of its words. */
    public String next() {
      return switch (application().state()) {
        case DRAFT -> "draft";
        case SUPPLEMENT_DUE, RECTIFICATION_DUE -> "sponsor";
        case COMPLETENESS_REVIEW, NATIONAL_REVIEW -> "office";
        case ACCEPTED, REFUSED, WITHDRAWN, ABANDONED -> "anew";
      };
    }

    /** Whether its application is under way, so that no letter reminds of it. */
    public boolean underWay(LocalDate today) {
      return next().equals("office")
          || (next().equals("sponsor")
              && application().dueOn().filter(day -> day.isBefore(today)).isEmpty());
    }
  }

  @GetMapping("/overdue")
  String list(
      @RequestParam Optional<UUID> after,
      @RequestParam(defaultValue = "0") long number,
      @RequestParam(defaultValue = "0") long end,
      Locale locale,
      Model model) {
    model.addAttribute("unshown", unshown.page(number));
    model.addAttribute("laterNumbers", number > 0);
    model.addAttribute("ends", ends.page(end));
    model.addAttribute("laterEnds", end > 0);
    OverdueFilings.Page page = overdue.page(after);
    Map<UUID, WorkItem> work = work(page);
    model.addAttribute("rows", page.rows().stream().map(one -> row(one, work)).toList());
    model.addAttribute("overdue", page);
    model.addAttribute("later", after.isPresent());
    model.addAttribute("deadline", cases.deadline());
    model.addAttribute("work", new WorkWords(messages, locale, worklist));
    model.addAttribute("words", new FilingText(messages, locale));
    model.addAttribute("today", OfficialTime.dayOf(clock.instant()));
    model.addAttribute("supervises", identity.current().has(Role.SUPERVISOR));
    String region = region();
    boolean first = after.isEmpty() && !region.isEmpty();
    List<ListedApp> known = first ? notBegun(region) : List.of();
    Late late = first ? coverage.late(region) : new Late(0, 0, 0);
    model.addAttribute("late", late);
    model.addAttribute("notBegun", late.notBegun());
    model.addAttribute("known", known);
    model.addAttribute(
        "sentOn",
        reminders.latest(
            Stream.concat(
                    page.rows().stream().map(one -> one.application().organizationId()),
                    known.stream().flatMap(one -> one.unitId().stream()))
                .distinct()
                .toList()));
    return "filings/overdue";
  }

  private Map<UUID, WorkItem> work(OverdueFilings.Page page) {
    return worklist.about(
        page.rows().stream().map(one -> one.application().id()).toList(), List.of());
  }

  private static Row row(OverdueFiling one, Map<UUID, WorkItem> work) {
    return new Row(
        one,
        one.inventoried() || one.application().signedAt().isPresent(),
        Optional.ofNullable(work.get(one.application().id())));
  }

  /** The reader's region; empty where he has none. */
  private String region() {
    return identity.current().regionPrefix().isPresent() ? identity.current().region() : "";
  }

  private List<ListedApp> notBegun(String region) {
    return coverage.apps(region, Asked.of(Standing.NOT_BEGUN), Optional.empty()).rows();
  }

  @GetMapping({"/overdue.csv", "/overdue.xlsx"})
  void file(Locale locale, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    TableFile.answer(
        response, request.getRequestURI(), "beian-overdue", rows -> write(locale, rows));
  }

  private void write(Locale locale, TableFile.Rows rows) throws IOException {
    audit.record("work.exported", "work:list", "overdue");
    rows.add(COLUMNS.stream().map(column -> messages.getMessage(column, null, locale)).toList());
    int written = applications(locale, rows);
    List<ListedApp> known =
        region().isEmpty()
            ? List.of()
            : coverage.all(region(), Asked.of(Standing.NOT_BEGUN), TableFile.MOST - written + 1);
    for (ListedApp one : known.subList(0, Math.min(known.size(), TableFile.MOST - written))) {
      rows.add(
          List.of(
              one.unit().isEmpty()
                  ? messages.getMessage("inventory.unowned", null, locale)
                  : one.unit(),
              one.name(),
              one.online().orElse(""),
              messages.getMessage("filings.overdue.notBegun", null, locale),
              messages.getMessage(
                  "filings.overdue.next." + (one.unit().isEmpty() ? "unowned" : "unit"),
                  null,
                  locale),
              ""));
    }
    written += known.size();
    if (written > TableFile.MOST) {
      rows.add(List.of(messages.getMessage("work.more", new Object[] {TableFile.MOST}, locale)));
      return;
    }
    written = ends(locale, rows, written);
    numbers(locale, rows, written);
  }

  /** Filed apps whose day of shut-down is over; how many rows there are with them. */
  private int ends(Locale locale, TableFile.Rows rows, int before) throws IOException {
    FilingText words = new FilingText(messages, locale);
    int written = before;
    PassedEnds.Page page = ends.page(0);
    while (written < TableFile.MOST) {
      for (PassedEnd one : page.rows()) {
        rows.add(
            List.of(
                one.sponsor(),
                one.appName() + " " + one.number(),
                "",
                messages.getMessage(
                    "filings.overdue.end", new Object[] {words.day(one.end())}, locale),
                messages.getMessage("filings.overdue.next.end", null, locale),
                one.end().toString()));
      }
      written += page.rows().size();
      if (!page.more()) {
        break;
      }
      page = ends.page(page.last().place());
    }
    return written;
  }

  /** Filed apps whose number was not seen in time. */
  private void numbers(Locale locale, TableFile.Rows rows, int before) throws IOException {
    FilingText words = new FilingText(messages, locale);
    UnshownNumbers.Page page = unshown.page(0);
    for (int written = before; written < TableFile.MOST; written += page.rows().size()) {
      for (UnshownNumbers.Row one : page.rows()) {
        Object[] due = {words.day(one.duty().limit().dueDate())};
        rows.add(
            List.of(
                one.app().sponsor(),
                one.app().appName() + " " + one.app().number(),
                "",
                messages.getMessage("filings.overdue.number", due, locale),
                messages.getMessage("filings.overdue.next.number", null, locale),
                one.duty().limit().dueDate().toString()));
      }
      if (!page.more()) {
        return;
      }
      page = unshown.page(page.last().app().place());
    }
    rows.add(List.of(messages.getMessage("work.more", new Object[] {TableFile.MOST}, locale)));
  }

  /** Those with an application; how many. */
  private int applications(Locale locale, TableFile.Rows rows) throws IOException {
    FilingText words = new FilingText(messages, locale);
    WorkWords said = new WorkWords(messages, locale, worklist);
    int written = 0;
    Optional<UUID> after = Optional.empty();
    while (written < TableFile.MOST) {
      OverdueFilings.Page page = overdue.page(after);
      Map<UUID, WorkItem> work = work(page);
      for (OverdueFiling one : page.rows()) {
        Row row = row(one, work);
        rows.add(
            List.of(
                one.sponsor(),
                words.title(one.application()),
                one.onlineSince().map(LocalDate::toString).orElse(""),
                words.state(one.application()),
                row.work()
                    .filter(item -> !item.turns().isEmpty())
                    .map(said::holders)
                    .orElseGet(
                        () ->
                            messages.getMessage(
                                "filings.overdue.next." + row.next(), null, locale)),
                one.application().dueOn().map(LocalDate::toString).orElse("")));
      }
      written += page.rows().size();
      if (!page.more()) {
        break;
      }
      after = Optional.of(page.last().application().id());
    }
    return Math.min(written, TableFile.MOST);
  }
}
