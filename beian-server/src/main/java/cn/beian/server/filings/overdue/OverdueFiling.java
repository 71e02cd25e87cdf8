package cn.beian.server.filings.overdue;

import cn.beian.server.filings.Application;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An existing app without a number though its day has passed.
 *
 * @param inventoried whether an inventory of officials names it, too
 * @param onlineSince as the sponsor says; empty where he has not yet
 */
public record OverdueFiling(
    Application application,
    String sponsor,
    Optional<LocalDate> onlineSince,
    boolean inventoried) {}
