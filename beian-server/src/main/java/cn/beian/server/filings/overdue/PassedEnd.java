package cn.beian.server.filings.overdue;

import cn.beian.server.platform.InColumn;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A filed app that should have been moved or shut down by now.
 *
 * @param number as the app has to show it
 * @param end the day that its filing names
 * @param place among all records, to go on after it
 */
public record PassedEnd(
    UUID appId,
    @InColumn("shown") String number,
    String appName,
    @InColumn("sponsor_name") String sponsor,
    @InColumn("ends_on") LocalDate end,
    long place) {}
