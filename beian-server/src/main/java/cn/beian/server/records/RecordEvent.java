package cn.beian.server.records;

import java.util.UUID;

/**
 * Something that happened to a record without a revision. Published within the transaction that
 * wrote it: a listener schedules there what has to follow.
 */
public sealed interface RecordEvent {
  /** Number of the record, ours. */
  String number();

  /**
   * A published list gave a record its number.
   *
   * @param person who imported the list
   */
  record NumberListed(String number, UUID person) implements RecordEvent {}

  /** A record shows only number and state from now on, or again all that is public. */
  record Restricted(String number, boolean restricted) implements RecordEvent {}
}
