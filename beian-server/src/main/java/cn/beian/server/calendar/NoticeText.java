package cn.beian.server.calendar;

import cn.beian.filing.deadlines.Holiday;
import cn.beian.filing.deadlines.HolidayNotice;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A year's notice as it is typed or imported: a line a day or a run of days ({@code 2026-10-01 至
 * 2026-10-07 国庆节}, {@code 2026-10-10 上班}), the same as CSV, or a calendar of all-day events (RFC
 * 5545). What cannot be read is told line by line; nothing is guessed.
 */
public final class NoticeText {
  private static final int LONGEST_RUN = 31;
  private static final int MOST_LINES = 2_000;
  private static final int LONGEST_LINE = 500;
  private static final Pattern DAY =
      Pattern.compile("(\\d{4})(?:-|/|\\.|年)?(\\d{1,2})(?:-|/|\\.|月)?(\\d{1,2})日?");
  private static final Pattern ICS_DAY = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T.*)?");
  private static final Pattern HEADING =
      Pattern.compile("^[^0-9]*(?:日期|date)[^0-9]*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern WORKED =
      Pattern.compile("上班|补班|[(（]班[)）]|make.?up|working day", Pattern.CASE_INSENSITIVE);

  /** What the notices call the holidays, and what calendars in English do. */
  private static final Map<Holiday, Pattern> NAMES = names();

  private final List<Problem> problems = new ArrayList<>();
  private final Map<LocalDate, Holiday> holidays = new TreeMap<>();
  private final Set<LocalDate> makeUpDays = new TreeSet<>();

  private NoticeText() {}

  private static Map<Holiday, Pattern> names() {
    Map<Holiday, Pattern> names = new LinkedHashMap<>(); // 国庆 before 中秋: in some years one run
    names.put(Holiday.NATIONAL_DAY, name("国庆|national"));
    names.put(Holiday.NEW_YEAR, name("元旦|^new year"));
    names.put(Holiday.SPRING_FESTIVAL, name("春节|除夕|spring|chinese new year"));
    names.put(Holiday.QINGMING, name("清明|qingming|tomb"));
    names.put(Holiday.LABOUR_DAY, name("劳动|五一|labou?r"));
    names.put(Holiday.DRAGON_BOAT, name("端午|dragon"));
    names.put(Holiday.MID_AUTUMN, name("中秋|mid.?autumn"));
    return names;
  }

  private static Pattern name(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  /**
   * Reads a notice.
   *
   * @param year that it arranges
   * @param citation its document number or address
   * @throws RejectedInput with everything that is wrong; field ids are {@code year}, {@code
   *     citation} and {@code days}
   */
  public static HolidayNotice read(String year, String citation, String days) {
    NoticeText read = new NoticeText();
    int number = read.year(year);
    if (citation.isBlank()) {
      read.wrong("citation", "admin.calendar.citationMissing");
    }
    List<String> lines = days.lines().toList();
    if (lines.stream().anyMatch(line -> line.strip().equals("BEGIN:VCALENDAR"))) {
      read.calendar(lines);
    } else {
      read.lines(lines);
    }
    read.check(number);
    RejectedInput.throwIfAny(read.problems);
    return new HolidayNotice(number, citation.strip(), read.holidays, read.makeUpDays);
  }

  /** A notice as {@link #read} takes it, a line a day, in order. */
  public static String write(HolidayNotice notice) {
    Map<LocalDate, String> days = new TreeMap<>();
    notice.holidays().forEach((day, holiday) -> days.put(day, word(holiday)));
    notice.makeUpDays().forEach(day -> days.put(day, "上班"));
    StringBuilder text = new StringBuilder();
    days.forEach((day, word) -> text.append(day).append(' ').append(word).append('\n'));
    return text.toString();
  }

  private static String word(Holiday holiday) {
    Pattern names = NAMES.get(holiday);
    return names == null ? "其他放假" : names.pattern().split("\\|", -1)[0];
  }

  /**
   * Holidays that every notice has had and this one lacks: a person looks whether that is right.
   */
  public static List<Holiday> missing(HolidayNotice notice) {
    return Arrays.stream(Holiday.values())
        .filter(holiday -> holiday != Holiday.OTHER)
        .filter(holiday -> !notice.holidays().containsValue(holiday))
        .filter(
            holiday -> // in one run with the other in some years
            holiday != Holiday.MID_AUTUMN || !notice.holidays().containsValue(Holiday.NATIONAL_DAY))
        .toList();
  }

  private void wrong(String field, String key, Object... arguments) {
    problems.add(Problem.of(field, key, arguments));
  }

  private int year(String typed) {
    if (typed.strip().matches("20\\d{2}")) {
      return Integer.parseInt(typed.strip());
    }
    wrong("year", "admin.calendar.yearForm");
    return 0;
  }

  private void lines(List<String> lines) {
    if (lines.size() > MOST_LINES) {
      wrong("days", "admin.calendar.tooLong", MOST_LINES);
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replace("\uFEFF", "").replace('"', ' ').strip();
      line = line.substring(0, Math.min(line.length(), LONGEST_LINE));
      boolean heading = i == 0 && HEADING.matcher(line).find();
      if (!line.isEmpty() && !heading) {
        line(i + 1, line);
      }
    }
  }

  private void line(int number, String line) {
    Matcher found = DAY.matcher(line);
    if (!found.lookingAt()) {
      wrong("days", "admin.calendar.noDay", number, line);
      return;
    }
    LocalDate first = day(found, number, line);
    int end = found.end();
    LocalDate last = first;
    Matcher until = DAY.matcher(line).region(end, line.length());
    if (until.find() && line.substring(end, until.start()).matches("[\\s,;~\\-—–.至到]*")) {
      last = day(until, number, line);
      end = until.end();
    }
    take(number, first, last, line.substring(end).replaceAll("^[\\s,;，；：:]+", ""), line);
  }

  private LocalDate day(Matcher found, int number, String line) {
    try {
      return LocalDate.of(
          Integer.parseInt(found.group(1)),
          Integer.parseInt(found.group(2)),
          Integer.parseInt(found.group(3)));
    } catch (DateTimeException notADay) {
      wrong("days", "admin.calendar.noDay", number, line);
      return LocalDate.EPOCH;
    }
  }

  /** All-day events: the day after the last one stands as their end. */
  private void calendar(List<String> folded) {
    List<String> lines = unfolded(folded);
    Map<String, String> event = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).toUpperCase(Locale.ROOT);
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      if (name.equals("BEGIN") && value.equals("VEVENT")) {
        event.clear();
      } else if (name.equals("END") && value.equals("VEVENT")) {
        event(i + 1, event);
      } else {
        event.put(name.split(";", -1)[0], value);
      }
    }
  }

  private static List<String> unfolded(List<String> folded) {
    List<String> lines = new ArrayList<>();
    for (String line : folded) {
      boolean more = line.startsWith(" ") || line.startsWith("\t");
      if (more && !lines.isEmpty()) {
        int last = lines.size() - 1;
        lines.set(last, lines.get(last) + line.substring(1));
      } else {
        lines.add(line);
      }
    }
    return lines;
  }

  private void event(int number, Map<String, String> event) {
    String summary = event.getOrDefault("SUMMARY", "");
    Matcher start = ICS_DAY.matcher(event.getOrDefault("DTSTART", ""));
    if (!start.matches()) {
      wrong("days", "admin.calendar.noDay", number, summary);
      return;
    }
    LocalDate first = day(start, number, summary);
    Matcher end = ICS_DAY.matcher(event.getOrDefault("DTEND", ""));
    LocalDate last = end.matches() ? day(end, number, summary).minusDays(1) : first;
    take(number, first, last.isBefore(first) ? first : last, summary, summary);
  }

  private void take(int number, LocalDate first, LocalDate last, String words, String line) {
    if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_RUN))) {
      wrong("days", "admin.calendar.run.wrong", number, line);
      return;
    }
    boolean worked = WORKED.matcher(words).find();
    boolean either = words.contains("调休") && !worked && holiday(words) == Holiday.OTHER;
    if (words.isBlank() || either) { // 调休 alone may mean the day off and the day worked for it
      wrong("days", "admin.calendar.noName", number, line);
      return;
    }
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      if (worked) {
        makeUpDays.add(day);
      } else {
        holidays.putIfAbsent(day, holiday(words));
      }
    }
  }

  private static Holiday holiday(String words) {
    return NAMES.entrySet().stream()
        .filter(one -> one.getValue().matcher(words.strip()).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Holiday.OTHER);
  }

  private void check(int year) {
    if (!problems.isEmpty()) {
      return;
    }
    if (holidays.isEmpty()) {
      wrong("days", "admin.calendar.empty");
    }
    for (LocalDate day : holidays.keySet()) {
      outside(year, day);
      if (makeUpDays.contains(day)) {
        wrong("days", "admin.calendar.both", day);
      }
    }
    for (LocalDate day : makeUpDays) {
      outside(year, day);
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        wrong("days", "admin.calendar.notWeekend", day);
      }
    }
  }

  private void outside(int year, LocalDate day) {
    boolean decemberBefore = day.getYear() == year - 1 && day.getMonthValue() == 12;
    if (day.getYear() != year && !decemberBefore) {
      wrong("days", "admin.calendar.outside", day, String.valueOf(year));
    }
  }
}
