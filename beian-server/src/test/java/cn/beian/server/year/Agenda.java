package cn.beian.server.year;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** What people have to do, by day; what is due on one day is done in the order it was noted. */
final class Agenda {
  /** What somebody does. */
  interface Step {
    void take() throws Exception;
  }

  private record Noted(LocalDate day, long order, String what, Step step) {}

  private final PriorityQueue<Noted> noted =
      new PriorityQueue<>(Comparator.comparing(Noted::day).thenComparing(Noted::order));
  private final List<String> failed = new ArrayList<>();
  private long count;
  private long taken;

  /** Somebody does this on the first weekday that is not before the day. */
  void note(LocalDate day, String what, Step step) {
    LocalDate weekday = day;
    while (weekday.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
      weekday = weekday.plusDays(1);
    }
    noted.add(new Noted(weekday, count++, what, step));
  }

  /** Takes the steps of all days up to this one. */
  void take(LocalDate today) {
    while (!noted.isEmpty() && !noted.element().day.isAfter(today)) {
      Noted next = noted.remove();
      try {
        next.step.take();
        taken++;
      } catch (Exception e) {
        failed.add(today + " " + next.what + ": " + e);
      }
    }
  }

  long taken() {
    return taken;
  }

  /** How many steps of these names are still to be taken. */
  long open(String... what) {
    return noted.stream().filter(one -> List.of(what).contains(one.what)).count();
  }

  List<String> failed() {
    return List.copyOf(failed);
  }
}
