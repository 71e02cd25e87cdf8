package cn.beian.server.web.admin;

import cn.beian.filing.deadlines.Holiday;
import cn.beian.filing.deadlines.HolidayNotice;
import cn.beian.server.calendar.HolidayRequest;
import cn.beian.server.calendar.HolidayRequests;
import cn.beian.server.calendar.NoticeText;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.cases.DeadlinePreviews;
import cn.beian.server.identity.AccountActs;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.Moments;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The working calendar: years at hand, and a year previewed, proposed, confirmed by a second. */
@Controller
class CalendarPages {
  private static final int LONGEST = 200_000;

  private final WorkCalendars calendars;
  private final DeadlinePreviews previews;

  private final HolidayRequests requests;
  private final AccountActs acts;

  CalendarPages(
      WorkCalendars calendars,
      DeadlinePreviews previews,
      HolidayRequests requests,
      AccountActs acts) {
    this.requests = requests;
    this.acts = acts;
    this.calendars = calendars;
    this.previews = previews;
  }

  @GetMapping("/admin/calendar")
  String calendar(Model model) {
    List<HolidayNotice> notices =
        calendars.notices().stream()
            .sorted(Comparator.comparingInt(HolidayNotice::year).reversed())
            .toList();
    model.addAttribute("notices", notices.stream().map(Year::of).toList());
    model.addAttribute("last", notices.stream().mapToInt(HolidayNotice::year).max().orElse(0));
    model.addAttribute("waiting", requests.waiting());
    model.addAttribute("past", requests.past());
    model.addAttribute("moment", Moments.MINUTE);
    return "admin/calendar";
  }

  @GetMapping("/admin/calendar/new")
  String form(Model model) {
    int last = calendars.notices().stream().mapToInt(HolidayNotice::year).max().orElse(0);
    Form.show(model, last == 0 ? Map.of() : Map.of("year", String.valueOf(last + 1)));
    return "admin/calendar-form";
  }

  /** Shows what would be entered and what it changes; nothing is stored. */
  @PostMapping("/admin/calendar/preview")
  String preview(
      @RequestParam Map<String, String> input,
      @RequestParam Optional<MultipartFile> file,
      Model model,
      HttpServletResponse response)
      throws IOException {
    Map<String, String> typed = new HashMap<>(input);
    if (file.filter(one -> !one.isEmpty()).isPresent()) {
      typed.put("days", text(file.get().getBytes()));
    }
    try {
      HolidayNotice notice = read(typed);
      HolidayRequests.check(notice);
      effect(notice, model);
      model.addAttribute("days", NoticeText.write(notice));
      model.addAttribute("alone", acts.alone());
      return "admin/calendar-preview";
    } catch (RejectedInput rejected) {
      Form.reject(model, typed, rejected, response);
      return "admin/calendar-form";
    }
  }

  /** What a notice says, what it replaces, and what it changes of limits that run. */
  private void effect(HolidayNotice notice, Model model) {
    model.addAttribute("notice", Year.of(notice));
    model.addAttribute("missing", NoticeText.missing(notice));
    model.addAttribute(
        "replaced", calendars.notice(notice.year()).map(one -> Replaced.of(one, notice)));
    model.addAttribute("effect", previews.of(calendars.with(notice)));
  }

  @PostMapping("/admin/calendar")
  String ask(@RequestParam Map<String, String> input, Model model, HttpServletResponse response) {
    try {
      requests.ask(read(input));
      return "redirect:/admin/calendar";
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return "admin/calendar-form";
    }
  }

  @GetMapping("/admin/calendar/requests/{id}")
  String request(@PathVariable UUID id, Model model) {
    Form.show(model, Map.of());
    return page(id, model);
  }

  @PostMapping("/admin/calendar/requests/{id}/confirmation")
  String confirm(
      @PathVariable UUID id,
      Model model,
      RedirectAttributes redirect,
      HttpServletResponse response) {
    redirect.addFlashAttribute("closed", "confirmed");
    return close(id, () -> requests.confirm(id), Map.of(), model, response);
  }

  @PostMapping("/admin/calendar/requests/{id}/refusal")
  String decline(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      Model model,
      RedirectAttributes redirect,
      HttpServletResponse response) {
    redirect.addFlashAttribute("closed", "declined");
    return close(id, () -> requests.decline(id, reason), Map.of("reason", reason), model, response);
  }

  @PostMapping("/admin/calendar/requests/{id}/withdrawal")
  String withdraw(
      @PathVariable UUID id,
      Model model,
      RedirectAttributes redirect,
      HttpServletResponse response) {
    redirect.addFlashAttribute("closed", "withdrawn");
    return close(id, () -> requests.withdraw(id), Map.of(), model, response);
  }

  private String close(
      UUID id, Runnable act, Map<String, String> input, Model model, HttpServletResponse response) {
    requests.get(id);
    try {
      act.run();
      return "redirect:/admin/calendar";
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return page(id, model);
    }
  }

  private String page(UUID id, Model model) {
    HolidayRequest request = requests.get(id);
    boolean open = request.state() == HolidayRequest.State.OPEN;
    model.addAttribute("request", request);
    model.addAttribute("open", open);
    model.addAttribute("moment", Moments.MINUTE);
    model.addAttribute("confirms", open && requests.confirms(request));
    model.addAttribute("withdraws", open && requests.withdraws(request));
    model.addAttribute("longest", HolidayRequests.LONGEST_REASON);
    model.addAttribute("alone", acts.alone());
    if (open) {
      effect(request.notice(), model);
    } else {
      model.addAttribute("notice", Year.of(request.notice()));
    }
    return "admin/calendar-request";
  }

  private static HolidayNotice read(Map<String, String> input) {
    String days = input.getOrDefault("days", "");
    return NoticeText.read(
        input.getOrDefault("year", ""),
        input.getOrDefault("citation", ""),
        days.substring(0, Math.min(days.length(), LONGEST)));
  }

  /** UTF-8, or what table programs of an office write. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, Charset.forName("GB18030"));
    }
  }

  /** Days off in a row. */
  record DaysOff(Holiday holiday, LocalDate from, LocalDate to) {}

  /**
   * What a notice would change of the one that is there.
   *
   * @param citation of the one that is there
   */
  record Replaced(
      String citation,
      List<DaysOff> offNoMore,
      List<DaysOff> newlyOff,
      List<LocalDate> workedNoMore,
      List<LocalDate> newlyWorked) {
    static Replaced of(HolidayNotice before, HolidayNotice after) {
      return new Replaced(
          before.citation(),
          Year.runs(without(before.holidays(), after.holidays())),
          Year.runs(without(after.holidays(), before.holidays())),
          without(before.makeUpDays(), after.makeUpDays()),
          without(after.makeUpDays(), before.makeUpDays()));
    }

    private static Map<LocalDate, Holiday> without(
        Map<LocalDate, Holiday> days, Map<LocalDate, Holiday> others) {
      Map<LocalDate, Holiday> left = new HashMap<>(days);
      left.keySet().removeAll(others.keySet());
      return left;
    }

    private static List<LocalDate> without(Set<LocalDate> days, Set<LocalDate> others) {
      return days.stream().filter(day -> !others.contains(day)).sorted().toList();
    }

    /** Whether the days stay as they are. */
    public boolean same() {
      return offNoMore.isEmpty()
          && newlyOff.isEmpty()
          && workedNoMore.isEmpty()
          && newlyWorked.isEmpty();
    }
  }

  /** A notice, its days in order. */
  record Year(
      int year,
      String citation,
      boolean bundled,
      List<DaysOff> daysOff,
      List<LocalDate> makeUpDays) {
    static Year of(HolidayNotice notice) {
      return new Year(
          notice.year(),
          notice.citation(),
          notice.citation().equals(WorkCalendars.BUNDLED),
          runs(notice.holidays()),
          notice.makeUpDays().stream().sorted().toList());
    }

    private static List<DaysOff> runs(Map<LocalDate, Holiday> holidays) {
      List<DaysOff> runs = new ArrayList<>();
      new TreeMap<>(holidays)
          .forEach(
              (day, holiday) -> {
                DaysOff last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
                if (last != null
                    && last.holiday() == holiday
                    && last.to().plusDays(1).equals(day)) {
                  runs.set(runs.size() - 1, new DaysOff(holiday, last.from(), day));
                } else {
                  runs.add(new DaysOff(holiday, day, day));
                }
              });
      return runs;
    }
  }
}
