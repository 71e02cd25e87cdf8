package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.server.identity.Person;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom a list of cases is for: a unit, or the officials of a region; nothing of it can be read
 * where both are absent.
 */
public record CaseReach(@Nullable UUID unit, @Nullable String region) {
  private static final Set<Role> SPONSOR = EnumSet.of(Role.HANDLER, Role.APPROVER);

  /**
   * What a person may read.
   *
   * @param official the roles by which cases of a region are read
   */
  public static CaseReach of(Person person, Set<Role> official) {
    boolean own = person.roles().stream().anyMatch(SPONSOR::contains);
    boolean region = person.roles().stream().anyMatch(official::contains);
    return new CaseReach(
        own ? person.organizationId() : null, region ? person.regionPrefix().orElse(null) : null);
  }

  /** Written so that an index can serve it; of a table {@code c}. */
  String sql() {
    List<String> either = new ArrayList<>();
    if (unit != null) {
      either.add("c.organization_id = :unit");
    }
    if (region != null) {
      either.add("starts_with(c.division, :region)");
    }
    return either.isEmpty() ? "false" : '(' + String.join(" or ", either) + ')';
  }
}
