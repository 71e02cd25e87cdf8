package cn.beian.server.calendar;

/**
 * The notice of a year was entered: limits that reach into it are computed again. Published within
 * the transaction that entered it: a listener schedules there what has to follow.
 */
public record CalendarChanged(int year) {}
