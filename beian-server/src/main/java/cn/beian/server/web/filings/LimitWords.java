package cn.beian.server.web.filings;

import cn.beian.filing.deadlines.Deadline;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a due date comes about, in the page's language. */
final class LimitWords {
  private final FilingText words;

  LimitWords(FilingText words) {
    this.words = words;
  }

  private String days(Stream<LocalDate> days) {
    DateTimeFormatter day =
        DateTimeFormatter.ofPattern(words.page("filings.sum.day"), Locale.ENGLISH);
    return days.map(day::format).collect(Collectors.joining(words.page("list.separator")));
  }

  /** One line a step: start, days, source, what was skipped or worked, extensions. */
  List<String> sum(Deadline limit) {
    Optional<String> skipped =
        limit.skipped().isEmpty()
            ? Optional.empty()
            : Optional.of(
                words.page(
                    "filings.sum.skipped",
                    String.valueOf(limit.skipped().size()),
                    days(limit.skipped().stream().map(skip -> skip.day()))));
    Optional<String> madeUp =
        limit.madeUp().isEmpty()
            ? Optional.empty()
            : Optional.of(words.page("filings.sum.madeUp", days(limit.madeUp().stream())));
    Stream<Optional<String>> extended =
        limit.extensions().stream()
            .map(
                one ->
                    Optional.of(
                        words.page(
                            "filings.sum.extended",
                            words.day(one.expected()),
                            words.name(one.ground()),
                            one.reason())));
    Stream<Optional<String>> ways =
        limit.ways().stream()
            .map(
                way ->
                    Optional.of(
                        words.page("filings.sum.way." + way.key().id() + '.' + way.value())
                            + (way.verified() ? "" : words.page("filings.notVerified"))));
    return Stream.of(counted(limit, skipped, madeUp), ways, extended)
        .flatMap(lines -> lines)
        .flatMap(Optional::stream)
        .toList();
  }

  private Stream<Optional<String>> counted(
      Deadline limit, Optional<String> skipped, Optional<String> madeUp) {
    return Stream.of(
        Optional.of(words.page("filings.sum.start", words.day(limit.start()))),
        Optional.of(
            words.page("filings.sum.workdays", String.valueOf(limit.limit().workdays()))
                + (limit.limit().verified() ? "" : words.page("filings.unverified"))),
        Optional.of(words.page("filings.sum.source", words.citation(limit.limit()))),
        skipped,
        madeUp,
        limit.provisional()
            ? Optional.of(words.page("filings.sum.provisional"))
            : Optional.<String>empty());
  }
}
