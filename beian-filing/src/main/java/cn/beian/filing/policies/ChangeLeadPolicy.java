package cn.beian.filing.policies;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.policies.Ruling.Code;
import cn.beian.filing.policies.Ruling.WayOut;
import java.time.LocalDate;

/** Requires an application for a major functional change before the change is made. */
public final class ChangeLeadPolicy {
  private ChangeLeadPolicy() {}

  /**
   * Checks the lead time before the planned day. A day that is not after the submission is always
   * refused; a shorter lead time is refused only if its length is verified, otherwise the ruling
   * allows it with a warning.
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
