package cn.beian.server.identity;

import java.time.LocalDate;

/** The working calendar, as far as accounts need it. Implemented by the module that keeps it. */
public interface WorkingDays {

  /** The first day after {@code day} that is worked. */
  LocalDate next(LocalDate day);
}
