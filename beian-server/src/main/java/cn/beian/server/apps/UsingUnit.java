package cn.beian.server.apps;

import cn.beian.server.platform.InColumn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A unit that uses an app, or a text that was typed for one.
 *
 * @param unit of the register; absent where none or several have the name
 * @param name of the unit as the register has it today; else as it was typed, at most 200
 *     characters
 * @param person who said so; empty where nobody knows
 */
public record UsingUnit(
    long id,
    @InColumn("organization_id") Optional<UUID> unit,
    @InColumn("shown") String name,
    Source source,
    String person,
    Instant since) {

  /** Where it was said. */
  public enum Source {
    /** In the list of an accepted application. */
    FILING,
    /** On the page of the app. */
    PAGE
  }
}
