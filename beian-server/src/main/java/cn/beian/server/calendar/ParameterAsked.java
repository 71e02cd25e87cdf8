package cn.beian.server.calendar;

import java.util.UUID;

/**
 * Another value of a legal parameter was asked for, or came into the register; published in the
 * transaction of the act.
 *
 * @param entered whether it was confirmed
 */
public record ParameterAsked(UUID request, boolean entered) {}
