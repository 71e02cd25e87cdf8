package cn.beian.server.records;

import java.util.Map;

/**
 * An entry of the ledger as it is given away in bulk, one line of NDJSON.
 *
 * <p>The line holds the entry byte by byte, except where its record was restricted after it was
 * written: then the members that stay public, and the hash of its leaf, so that the root of the
 * ledger can still be computed from all lines.
 *
 * @param line canonical JSON without a line end
 * @param members those of the entry, or those that stay public
 * @param open whether the members are those of an entry in the open
 */
public record PublicEvent(long index, String line, Map<String, Object> members, boolean open) {
  public PublicEvent {
    members = Map.copyOf(members);
  }

  /** A text, empty where there is none of that name. */
  public String text(String name) {
    return members.get(name) instanceof String text ? text : "";
  }
}
