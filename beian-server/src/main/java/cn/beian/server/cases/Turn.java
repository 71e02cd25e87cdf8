package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.server.platform.InColumn;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who has to act in a case next. A case in which it is several people's turn has several.
 *
 * @param role by which he acts
 * @param person who of them it is; empty where it may be any
 * @param beginsOn first day of it; empty where it has begun
 * @param ofOtherUnit whether it is one of the second unit of a case between two
 */
public record Turn(
    Role role,
    @InColumn("person_id") Optional<UUID> person,
    Optional<LocalDate> beginsOn,
    @InColumn("of_other") boolean ofOtherUnit) {

  /** Whether it has begun by a day. */
  boolean begun(LocalDate today) {
    return beginsOn.filter(today::isBefore).isEmpty();
  }

  /** The turn of anybody with a role. */
  public static Turn of(Role role) {
    return new Turn(role, Optional.empty(), Optional.empty(), false);
  }

  /** The turn of anybody with a role in the second unit of a case between two. */
  public static Turn ofOtherUnit(Role role) {
    return new Turn(role, Optional.empty(), Optional.empty(), true);
  }

  /** The turn of one person. */
  public static Turn of(Role role, UUID person) {
    return new Turn(role, Optional.of(person), Optional.empty(), false);
  }

  /** The turns of a role while a limit runs, and of another, too, from the day after it. */
  public static List<Turn> until(Optional<LocalDate> due, Role then, Turn... now) {
    List<Turn> turns = new java.util.ArrayList<>(List.of(now));
    due.ifPresent(
        day -> turns.add(new Turn(then, Optional.empty(), Optional.of(day.plusDays(1)), false)));
    return List.copyOf(turns);
  }
}
