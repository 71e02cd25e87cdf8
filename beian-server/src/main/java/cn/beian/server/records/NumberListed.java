package cn.beian.server.records;

import java.util.UUID;

/**
 * A published list gave a record its number. Published within the transaction that wrote it: a
 * listener schedules there what has to follow.
 *
 * @param number of the record, ours
 * @param person who imported the list
 */
public record NumberListed(String number, UUID person) {}
