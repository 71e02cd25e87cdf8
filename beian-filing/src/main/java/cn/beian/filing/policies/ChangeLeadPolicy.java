package cn.beian.filing.policies;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.policies.Ruling.Code;
import cn.beian.filing.policies.Ruling.WayOut;
import java.time.LocalDate;

/** A major functional change is applied for before it is made. */
public final class ChangeLeadPolicy {
  private ChangeLeadPolicy() {}

  /**
   * Whether the planned day leaves the lead time. A day that is not after the submission is refused
   * always, a shorter lead only when its length is verified; while it is not, the ruling warns and
   * lets pass.
   */
  public static Ruling judge(
      LocalDate submitted, LocalDate planned, PolicyParameters parameters, WorkCalendar calendar) {
    if (!planned.isAfter(submitted)) {
      return Ruling.refuse(Code.CHANGE_NOT_AHEAD, "R-17", WayOut.CORRECT_DATE);
    }
    PolicyParameter length = parameters.at(ParameterKey.CHANGE_LEAD_WORKDAYS, submitted);
    Deadline lead = Deadline.of(length, submitted, calendar);
    if (!planned.isBefore(lead.dueDate())) {
      return Ruling.allow(Code.CHANGE_AHEAD, "R-17");
    }
    Ruling tooShort =
        lead.verified() && !lead.provisional()
            ? Ruling.refuse(Code.CHANGE_LEAD_TOO_SHORT, "R-17", WayOut.CORRECT_DATE)
            : Ruling.allow(Code.CHANGE_LEAD_SHORT_UNVERIFIED, "R-17");
    return tooShort.restingOn(length);
  }
}
