package cn.beian.server.calendar;

import java.util.UUID;

/**
 * The holiday notice of a year was proposed, or entered; published in the transaction of the act.
 *
 * @param entered whether it was confirmed
 */
public record HolidaysAsked(UUID request, boolean entered) {}
