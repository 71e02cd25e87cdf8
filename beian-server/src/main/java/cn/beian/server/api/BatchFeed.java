package cn.beian.server.api;

import cn.beian.server.official.Batches.Batch;
import cn.beian.server.platform.PublicAddress;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Batches of the official system as a feed: a page and two files each. */
@Component
final class BatchFeed {
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final PublicAddress address;
  private final MessageSource messages;

  BatchFeed(PublicAddress address, MessageSource messages) {
    this.address = address;
    this.messages = messages;
  }

  /** A feed of these batches, in this order. */
  String of(List<Batch> latest, Locale locale) {
    return new AtomFeed(
            address.of("/api/v1/batches.atom"),
            messages.getMessage("official.batches.feed.title", null, locale),
            address.of("/batches"),
            latest.stream()
                .map(Batch::changedAt)
                .max(Comparator.<Instant>naturalOrder())
                .map(AtomFeed::moment)
                .orElse(AtomFeed.BEGINNING))
        .with(latest.stream().map(batch -> entry(batch, locale)).toList());
  }

  private AtomEntry entry(Batch batch, Locale locale) {
    String page = address.of("/batches/" + batch.id());
    String day =
        DateTimeFormatter.ofPattern(messages.getMessage("portal.day", null, locale), locale)
            .format(batch.day());
    return new AtomEntry(
        page,
        batch.name() + " · " + day,
        AtomFeed.moment(batch.changedAt()),
        Optional.of(batch.madeAt()),
        List.of(
            new AtomEntry.Link("alternate", "text/html", page),
            new AtomEntry.Link("enclosure", "text/csv", page + "/records.csv"),
            new AtomEntry.Link("enclosure", XLSX, page + "/records.xlsx")),
        say("official.batch.lede", locale, day, batch.source())
            + " "
            + say("official.batch.records", locale, batch.records())
            + (batch.office().isEmpty()
                ? ""
                : " " + say("official.batch.office", locale, batch.office())));
  }

  private String say(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }
}
