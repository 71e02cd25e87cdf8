package cn.beian.server.web.work;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.cases.WorkClaims;
import cn.beian.server.cases.WorkFilter;
import cn.beian.server.cases.WorkFilter.Due;
import cn.beian.server.cases.WorkFilter.Order;
import cn.beian.server.cases.WorkFilter.View;
import cn.beian.server.cases.Worklist;
import cn.beian.server.web.filings.FilingText;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The worklist: whose turn it is in which case. */
@Controller
class WorkController {
  private final Worklist worklist;
  private final WorkClaims claims;
  private final MessageSource messages;
  private final Clock clock;

  WorkController(Worklist worklist, WorkClaims claims, MessageSource messages, Clock clock) {
    this.worklist = worklist;
    this.claims = claims;
    this.messages = messages;
    this.clock = clock;
  }

  /** Where in the list the reader is, both from 1. */
  record Place(int number, int pages) {}

  @GetMapping("/work")
  String list(@RequestParam Map<String, String> input, Locale locale, Model model) {
    WorkFilter filter = filter(input);
    Map<View, Integer> counts = new EnumMap<>(View.class);
    for (View view : View.values()) {
      counts.put(view, worklist.count(filter.in(view)));
    }
    int count = counts.getOrDefault(filter.view(), 0);
    int pages =
        Math.max(1, (Math.min(count, Worklist.COUNTED) + Worklist.PAGE - 1) / Worklist.PAGE);
    int number = Math.max(1, Math.min(number(input.getOrDefault("page", "1")), pages));
    model.addAttribute("filter", filter);
    model.addAttribute("counts", counts);
    model.addAttribute("counted", Worklist.COUNTED);
    model.addAttribute("page", new Place(number, pages));
    model.addAttribute("rows", worklist.page(filter, number));
    model.addAttribute("procedures", worklist.procedures());
    model.addAttribute("work", new WorkWords(messages, locale, worklist));
    model.addAttribute("words", new FilingText(messages, locale));
    model.addAttribute("today", OfficialTime.dayOf(clock.instant()));
    model.addAttribute("addresses", addresses(filter));
    model.addAttribute("pageAddress", address(filter) + "&page=");
    model.addAttribute("query", address(filter).substring("/work".length()));
    return "work/list";
  }

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

  /** The filter that an address names. */
  static WorkFilter filter(Map<String, String> input) {
    return new WorkFilter(
        WorkFilter.read(View.class, input.getOrDefault("view", "")),
        input.getOrDefault("q", ""),
        some(input, "procedure"),
        some(input, "state"),
        input.getOrDefault("region", ""),
        WorkFilter.read(Due.class, input.getOrDefault("due", "")),
        WorkFilter.read(Order.class, input.getOrDefault("order", "")));
  }

  private static Optional<String> some(Map<String, String> input, String field) {
    return Optional.of(input.getOrDefault(field, ""))
        .filter(text -> text.matches("[A-Za-z_]{1,40}"));
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 1;
  }

  /** The same filter in each view. */
  private static Map<View, String> addresses(WorkFilter filter) {
    Map<View, String> addresses = new EnumMap<>(View.class);
    for (View view : View.values()) {
      addresses.put(view, address(filter.in(view)));
    }
    return addresses;
  }

  private static String address(WorkFilter filter) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("view", lower(filter.view()));
    values.put("q", filter.text());
    values.put("procedure", filter.procedure().orElse(""));
    values.put("state", filter.state().orElse(""));
    values.put("region", filter.region());
    values.put("due", filter.due() == Due.ANY ? "" : lower(filter.due()));
    values.put("order", filter.order() == Order.DUE ? "" : lower(filter.order()));
    values.values().removeIf(String::isEmpty);
    return values.entrySet().stream()
        .map(one -> one.getKey() + '=' + UriUtils.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "/work?", ""));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
