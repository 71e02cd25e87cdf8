package cn.beian.server.filings.overdue;

import cn.beian.server.platform.InColumn;
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
    UUID appId,
    @InColumn("shown") String number,
    String appName,
    @InColumn("sponsor_name") String sponsor,
    @InColumn("number_asked_on") LocalDate since,
    long place) {}
