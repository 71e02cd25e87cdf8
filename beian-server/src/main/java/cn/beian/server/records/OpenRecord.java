package cn.beian.server.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A record as it is given away in bulk: what its events say, and nothing else, so that whoever has
 * all events makes the same bytes of them (docs/formats/open-data.md).
 *
 * @param members as in the line
 */
public record OpenRecord(Map<String, Object> members) {
  private static final List<String> COPIED =
      List.of(
          "number",
          "officialNumber",
          "state",
          "appName",
          "sponsorName",
          "filedOn",
          "rulebookVersion");

  public OpenRecord {
    members = Map.copyOf(members);
  }

  /**
   * What the events of one record come to. Where the newest is not in the open, that is number and
   * state.
   *
   * @param events all of its events in their order, at least one
   */
  static OpenRecord of(List<PublicEvent> events) {
    PublicEvent newest = events.get(events.size() - 1);
    Map<String, Object> members = new TreeMap<>();
    members.put("index", Math.toIntExact(newest.index()));
    members.put("number", newest.text("number"));
    members.put("restricted", !newest.open());
    members.put("revision", revision(newest));
    members.put("state", newest.text("state"));
    if (newest.open()) {
      COPIED.forEach(name -> members.put(name, newest.text(name)));
      members.put("updatedAt", newest.text("at"));
      members.put("kind", newest.text("number").substring(3, 4));
      members.put("division", newest.text("number").substring(5, 11));
      members.put("events", events.stream().map(OpenRecord::event).toList());
      members.put("packages", packages(events));
      members.put("tested", tested(events));
      members.put("testDigests", list(ofTest(events), "testDigests").orElse(List.of()));
      members.put("outcomes", ofLast(events, "outcomes"));
    }
    return new OpenRecord(members);
  }

  /** Canonical JSON without a line end. */
  public String line() {
    return CanonicalJson.write(members);
  }

  /** A text, empty where there is none of that name. */
  public String text(String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  private static int revision(PublicEvent event) {
    return event.members().get("revision") instanceof Integer revision ? revision : -1;
  }

  private static Map<String, Object> event(PublicEvent event) {
    return Map.of(
        "at", event.text("at"),
        "event", event.text("event"),
        "index", Math.toIntExact(event.index()),
        "revision", revision(event));
  }

  /**
   * Those of the events that are in the open, each with the event that it came with: from the
   * latest event on that named all of them and others than before.
   */
  private static List<Object> packages(List<PublicEvent> events) {
    List<Object> packages = new ArrayList<>();
    Set<Object> all = Set.of();
    for (PublicEvent event : events) {
      List<?> these = list(event, "packages").orElse(List.of());
      if (event.open() && RecordRevised.WITH_ALL_PACKAGES.contains(event.text("event"))) {
        if (!packages.isEmpty() && all.equals(Set.copyOf(these))) {
          continue;
        }
        packages.clear();
        all = Set.copyOf(these);
      }
      for (Object one : these) {
        if (one instanceof Map<?, ?> build) {
          Map<String, Object> named = new TreeMap<>();
          build.forEach((name, value) -> named.put((String) name, value));
          named.put("event", event.text("event"));
          packages.add(named);
        }
      }
    }
    return packages;
  }

  /** Whether all packages that the record names are of the test that counts now. */
  private static boolean tested(List<PublicEvent> events) {
    List<?> named = List.of();
    for (PublicEvent event : events) {
      if (RecordRevised.WITH_ALL_PACKAGES.contains(event.text("event"))) {
        named = list(event, "packages").orElse(named);
      }
    }
    return Set.copyOf(list(ofTest(events), "packages").orElse(List.of())).containsAll(named);
  }

  /** The event of the test that counts now: the filing, or the latest change with a test. */
  private static PublicEvent ofTest(List<PublicEvent> events) {
    return events.stream()
        .filter(event -> RecordRevised.WITH_TEST.contains(event.text("event")))
        .reduce(events.get(0), (first, last) -> last);
  }

  private static List<?> ofLast(List<PublicEvent> events, String name) {
    List<?> last = List.of();
    for (PublicEvent event : events) {
      last = list(event, name).orElse(last);
    }
    return last;
  }

  private static Optional<List<?>> list(PublicEvent event, String name) {
    return event.open() && event.members().get(name) instanceof List<?> list
        ? Optional.of(list)
        : Optional.empty();
  }
}
