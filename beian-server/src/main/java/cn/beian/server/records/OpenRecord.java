package cn.beian.server.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      members.put("testDigests", ofFirst(events, "testDigests"));
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

  /** Those of all events that are in the open, each with the event that it came with. */
  private static List<Object> packages(List<PublicEvent> events) {
    List<Object> packages = new ArrayList<>();
    for (PublicEvent event : events) {
      for (Object one : list(event, "packages").orElse(List.of())) {
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

  private static List<?> ofFirst(List<PublicEvent> events, String name) {
    return list(events.get(0), name).orElse(List.of());
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
