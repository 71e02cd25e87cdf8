package cn.beian.server.web.admin;

import cn.beian.filing.deadlines.Holiday;
import cn.beian.filing.deadlines.HolidayNotice;
import cn.beian.server.calendar.NoticeText;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.cases.DeadlinePreviews;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
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
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The working calendar: years at hand, and a new year entered, previewed, recorded. */
@Controller
class CalendarPages {
  private static final int LONGEST = 200_000;

  private final WorkCalendars calendars;
  private final DeadlinePreviews previews;

  CalendarPages(WorkCalendars calendars, DeadlinePreviews previews) {
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
    return read(typed, model, response)
        .map(
            notice -> {
              model.addAttribute("notice", Year.of(notice));
              model.addAttribute("missing", NoticeText.missing(notice));
              model.addAttribute("days", NoticeText.write(notice));
              model.addAttribute(
                  "replaces",
                  calendars.notices().stream().anyMatch(one -> one.year() == notice.year()));
              model.addAttribute("effect", previews.of(calendars.with(notice)));
              return "admin/calendar-preview";
            })
        .orElse("admin/calendar-form");
  }

  @PostMapping("/admin/calendar")
  String enter(@RequestParam Map<String, String> input, Model model, HttpServletResponse response) {
    return read(input, model, response)
        .map(
            notice -> {
              calendars.enter(notice);
              return "redirect:/admin/calendar";
            })
        .orElse("admin/calendar-form");
  }

  private static Optional<HolidayNotice> read(
      Map<String, String> input, Model model, HttpServletResponse response) {
    String days = input.getOrDefault("days", "");
    try {
      return Optional.of(
          NoticeText.read(
              input.getOrDefault("year", ""),
              input.getOrDefault("citation", ""),
              days.substring(0, Math.min(days.length(), LONGEST))));
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return Optional.empty();
    }
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
