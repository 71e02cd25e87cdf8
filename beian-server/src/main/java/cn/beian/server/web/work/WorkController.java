package cn.beian.server.web.work;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.server.cases.Procedure;
import cn.beian.server.cases.WorkClaims;
import cn.beian.server.cases.WorkFilter;
import cn.beian.server.cases.WorkFilter.View;
import cn.beian.server.cases.WorkViews;
import cn.beian.server.cases.Worklist;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CaseForm;
import cn.beian.server.web.filings.FilingText;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The worklist: whose turn it is in which case; and the filters that a person has saved. */
@Controller
class WorkController {
  private static final int REGION = 2;

  private final Worklist worklist;
  private final WorkViews views;
  private final WorkClaims claims;
  private final Identity identity;
  private final MessageSource messages;
  private final Clock clock;

  WorkController(
      Worklist worklist,
      WorkViews views,
      WorkClaims claims,
      Identity identity,
      MessageSource messages,
      Clock clock) {
    this.worklist = worklist;
    this.views = views;
    this.claims = claims;
    this.identity = identity;
    this.messages = messages;
    this.clock = clock;
  }

  /** Where in the list the reader is, both from 1. */
  record Place(int number, int pages) {}

  @GetMapping("/work")
  String list(
      @RequestParam Map<String, String> input,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      inOrder(WorkAddress.filter(input));
      Form.show(model, Map.of());
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
    }
    return show(input, locale, model);
  }

  private static void inOrder(WorkFilter filter) {
    if (filter.days().backwards()) {
      throw new RejectedInput(List.of(Problem.of("until", "work.days.backwards")));
    }
  }

  private String show(Map<String, String> input, Locale locale, Model model) {
    WorkFilter filter = worklist.known(WorkAddress.filter(input));
    WorkFilter asked = filter.days().backwards() ? filter.on(WorkFilter.Days.ANY) : filter;
    Map<View, Integer> counts = new EnumMap<>(View.class);
    for (View view : View.values()) {
      counts.put(view, worklist.count(asked.in(view)));
    }
    int count = counts.getOrDefault(filter.view(), 0);
    int pages =
        Math.max(1, (Math.min(count, Worklist.COUNTED) + Worklist.PAGE - 1) / Worklist.PAGE);
    int number = Math.max(1, Math.min(number(input.getOrDefault("page", "1")), pages));
    model.addAttribute("filter", filter);
    model.addAttribute("counts", counts);
    model.addAttribute("counted", Worklist.COUNTED);
    model.addAttribute("page", new Place(number, pages));
    model.addAttribute("rows", count == 0 ? List.of() : worklist.page(asked, number));
    model.addAttribute("states", states());
    model.addAttribute("regions", regions(filter));
    model.addAttribute("inRegion", worklist.region().filter(one -> !one.isEmpty()).isPresent());
    model.addAttribute("work", new WorkWords(messages, locale, worklist));
    model.addAttribute("words", new FilingText(messages, locale));
    model.addAttribute("today", OfficialTime.dayOf(clock.instant()));
    model.addAttribute("addresses", addresses(filter));
    model.addAttribute("pageAddress", WorkAddress.of(filter) + "&page=");
    model.addAttribute("query", WorkAddress.query(filter));
    model.addAttribute("plans", AccessRules.opens(identity.current(), "/approvals/new"));
    model.addAttribute("asks", AccessRules.opens(identity.current(), "/inquiries/new"));
    model.addAttribute("holds", AccessRules.opens(identity.current(), "/holds"));
    model.addAttribute("views", views.mine());
    model.addAttribute("removed", removed(input.getOrDefault("removed", "")));
    return "work/list";
  }

  private Map<Procedure<?, ?>, List<String>> states() {
    boolean sponsor = worklist.sponsor();
    Map<Procedure<?, ?>, List<String>> states = new LinkedHashMap<>();
    worklist.readable().forEach(one -> states.put(one, one.listed(sponsor)));
    return states;
  }

  /** What an official of the nation chooses from; none for others. */
  private List<String> regions(WorkFilter filter) {
    return worklist.region().filter(String::isEmpty).isEmpty() || filter.region().length() > REGION
        ? List.of()
        : DivisionCode.REGIONS;
  }

  /** What was taken away just now, and can be brought back. */
  record Removed(UUID id, String name) {}

  private List<Removed> removed(String id) {
    return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? views.removed(UUID.fromString(id)).stream()
            .map(name -> new Removed(UUID.fromString(id), name))
            .toList()
        : List.of();
  }

  // ---- saved views

  @PostMapping("/work/views")
  String save(@RequestParam Map<String, String> input, CaseForm form, Locale locale, Model model) {
    WorkFilter filter = worklist.known(WorkAddress.filter(input));
    String query = WorkAddress.query(filter);
    return form.act(
        () -> {
          inOrder(filter);
          views.save(form.text("name"), query);
        },
        WorkAddress.PAGE + '?' + query + "&saved=",
        () -> show(input, locale, model));
  }

  @PostMapping("/work/views/{id}/name")
  String rename(@PathVariable UUID id, CaseForm form, Locale locale, Model model) {
    return form.act(
        () -> views.rename(id, form.text("name")),
        WorkAddress.PAGE,
        () -> show(Map.of(), locale, model));
  }

  @PostMapping("/work/views/{id}/removal")
  String remove(@PathVariable UUID id) {
    views.remove(id);
    return "redirect:" + WorkAddress.PAGE + "?removed=" + id;
  }

  @PostMapping("/work/views/{id}/restoration")
  String restore(@PathVariable UUID id, CaseForm form, Locale locale, Model model) {
    return form.act(() -> views.restore(id), WorkAddress.PAGE, () -> show(Map.of(), locale, model));
  }

  // ---- claims

  /** Takes a case on; where somebody was quicker, its page says who. */
  @PostMapping("/work/{procedure}/{id}/claim")
  String claim(@PathVariable String procedure, @PathVariable UUID id) {
    claims.claim(procedure, id);
    return back(procedure, id);
  }

  @PostMapping("/work/{procedure}/{id}/release")
  String release(@PathVariable String procedure, @PathVariable UUID id) {
    claims.release(procedure, id);
    return back(procedure, id);
  }

  @PostMapping("/work/{procedure}/{id}/hand")
  String hand(@PathVariable String procedure, @PathVariable UUID id, @RequestParam UUID colleague) {
    claims.hand(procedure, id, colleague);
    return back(procedure, id);
  }

  private String back(String procedure, UUID id) {
    return "redirect:" + worklist.procedure(procedure).listPage() + '/' + id;
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 1;
  }

  /** The same filter in each view. */
  private static Map<View, String> addresses(WorkFilter filter) {
    Map<View, String> addresses = new EnumMap<>(View.class);
    for (View view : View.values()) {
      addresses.put(view, WorkAddress.of(filter.in(view)));
    }
    return addresses;
  }
}
