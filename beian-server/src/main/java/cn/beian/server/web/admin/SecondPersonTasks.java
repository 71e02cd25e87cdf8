package cn.beian.server.web.admin;

import cn.beian.filing.Messages;
import cn.beian.server.calendar.HolidayRequest;
import cn.beian.server.calendar.HolidayRequests;
import cn.beian.server.calendar.PolicyRequest;
import cn.beian.server.calendar.PolicyRequests;
import cn.beian.server.identity.UnitPlacements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Acts of others, about no account, that the signed-in person may confirm: values of legal
 * parameters, holiday notices, and changes of what units are and where they belong.
 */
@Component
public class SecondPersonTasks {
  /** Most changes of units that are listed; an import can make thousands. */
  private static final int MOST_PLACEMENTS = 5;

  private final PolicyRequests policies;
  private final HolidayRequests holidays;
  private final UnitPlacements placements;

  SecondPersonTasks(PolicyRequests policies, HolidayRequests holidays, UnitPlacements placements) {
    this.policies = policies;
    this.holidays = holidays;
    this.placements = placements;
  }

  /**
   * An act that waits.
   *
   * @param key of the sentence, whose arguments are the subject, who asks, and since when
   * @param path of the page on which it is confirmed
   */
  public record Task(String key, String subject, String from, Instant since, String path) {
    private static Task of(PolicyRequest request, Locale locale) {
      return new Task(
          "requests.task.parameter",
          Messages.in(locale).text(request.parameter().key()),
          request.asker().name(),
          request.askedAt(),
          "/admin/policies/" + request.parameter().key().id());
    }

    private static Task of(HolidayRequest request) {
      return new Task(
          "requests.task.notice",
          String.valueOf(request.notice().year()),
          request.asker().name(),
          request.askedAt(),
          "/admin/calendar/requests/" + request.id());
    }

    private static Task of(UnitPlacements.Waiting change) {
      return new Task(
          "requests.task.placement",
          change.now().name(),
          change.names(),
          change.changedAt(),
          PlacementPages.LIST);
    }
  }

  /**
   * Acts that wait for a person.
   *
   * @param rows parameters, notices, then changes of units, of each the oldest first
   * @param more whether more changes of units wait for him than are listed
   */
  public record Tasks(List<Task> rows, boolean more) {
    public Tasks {
      rows = List.copyOf(rows);
    }
  }

  /** Acts that wait for the person of this request; none that he asked for himself. */
  public Tasks mine(Locale locale) {
    List<Task> rows = new ArrayList<>();
    policies.confirmable().forEach(one -> rows.add(Task.of(one, locale)));
    holidays.confirmable().forEach(one -> rows.add(Task.of(one)));
    List<UnitPlacements.Waiting> changes = placements.confirmable(MOST_PLACEMENTS + 1);
    changes.stream().limit(MOST_PLACEMENTS).forEach(one -> rows.add(Task.of(one)));
    return new Tasks(rows, changes.size() > MOST_PLACEMENTS);
  }
}
