package cn.beian.server.filings.overdue;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A filed app whose number should have been seen in it by now.
 *
 * @param number as the app has to show it
 * @param since when it has that number and the version that it has now
 * @param place among all records, to go on after it
 */
public record UnshownNumber(
    UUID appId, String number, String appName, String sponsor, LocalDate since, long place) {}
