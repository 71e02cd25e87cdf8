package cn.beian.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry of a feed (RFC 4287, 4.1.2).
 *
 * @param id address that stays the same and that no other entry has
 * @param updated when it last said something new, RFC 3339 in UTC
 * @param published when it first stood in the feed; empty where it never changes
 * @param links the page first
 */
record AtomEntry(
    String id,
    String title,
    String updated,
    Optional<Instant> published,
    List<Link> links,
    String summary) {
  AtomEntry {
    links = List.copyOf(links);
  }

  /**
   * Where an entry leads.
   *
   * @param relation {@code alternate} for the page, {@code enclosure} for a file
   * @param type media type; empty where the relation says enough
   */
  record Link(String relation, String type, String address) {}
}
