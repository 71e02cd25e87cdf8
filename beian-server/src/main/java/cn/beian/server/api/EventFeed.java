package cn.beian.server.api;

import cn.beian.server.platform.PublicAddress;
import cn.beian.server.records.PublicEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The newest events of the register as a feed. */
@Component
final class EventFeed {
  private final PublicAddress address;
  private final MessageSource messages;

  EventFeed(PublicAddress address, MessageSource messages) {
    this.address = address;
    this.messages = messages;
  }

  /** A feed of these events, newest first. */
  String of(List<PublicEvent> newest, Locale locale) {
    return new AtomFeed(
            address.of("/api/v1/feed.atom"),
            messages.getMessage("portal.feed.title", null, locale),
            address.of("/register"),
            newest.isEmpty() ? AtomFeed.BEGINNING : newest.get(0).text("at"))
        .with(newest.stream().map(event -> entry(event, locale)).toList());
  }

  private AtomEntry entry(PublicEvent event, Locale locale) {
    String number = event.text("number");
    String what = messages.getMessage("portal.event." + event.text("event"), null, locale);
    String name = event.open() ? event.text("appName") : number;
    return new AtomEntry(
        address.of("/ledger/entries/" + event.index()),
        what + " · " + name,
        event.text("at"),
        Optional.empty(),
        List.of(new AtomEntry.Link("alternate", "", address.of("/records/" + number))),
        event.open() ? number + " · " + event.text("sponsorName") : number);
  }
}
