package cn.beian.server.identity;

import cn.beian.server.identity.OrganizationSearch.Page;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Units as a tree: at the top the country and its provinces, below each the units of the region
 * above which no unit of the same region stands, and below each unit those that name it. So each
 * unit is found in the region that it lies in, also where its superior lies in another. A page of
 * it is a few statements, however many units there are.
 */
@Service
@Transactional(readOnly = true)
public class OrganizationTree {
  /** The region of units whose division is no code. */
  public static final String NO_REGION = "none";

  /** Longest path that is followed upwards; no administration is as deep. */
  public static final int DEEPEST = 16;

  private static final Pattern REGION = Pattern.compile("[1-8][0-9]");

  /** Of a unit {@code o}: none of the units of its region is named as the one above it. */
  private static final String TOP =
      """
      not exists (select 1 from organization p where p.id = o.parent_id
        and (left(p.division, 2) = left(o.division, 2)
          or left(p.division, 2) !~ '^[1-8][0-9]$' and left(o.division, 2) !~ '^[1-8][0-9]$'))
      """;

  private final JdbcClient jdbc;
  private final OrganizationSearch search;

  OrganizationTree(JdbcClient jdbc, OrganizationSearch search) {
    this.jdbc = jdbc;
    this.search = search;
  }

  /**
   * A region at the top.
   *
   * @param code the first two digits of its divisions; {@link #NO_REGION} for none
   * @param units all units that lie in it
   * @param top those of them that stand below none of its units: what it unfolds to
   */
  public record Region(String code, int units, int top) {
    /** Those that stand below others of the region. */
    public int below() {
      return units - top;
    }
  }

  /** The region that a unit lies in. */
  public static String regionOf(String division) {
    String code = division.substring(0, Math.min(2, division.length()));
    return REGION.matcher(code).matches() ? code : NO_REGION;
  }

  /** The regions that have units, by code; those without a code last. */
  public List<Region> regions() {
    Map<String, Region> regions = new LinkedHashMap<>();
    jdbc
        .sql(
            """
            select left(o.division, 2) as code, count(*) as units,
              count(*) filter (where TOP) as top
            from organization o group by 1 order by 1
            """
                .replace("TOP", TOP))
        .query(Region.class)
        .list()
        .stream()
        .map(one -> new Region(regionOf(one.code()), one.units(), one.top()))
        .sorted((one, other) -> one.code().compareTo(other.code())) // digits before letters
        .forEach(
            one ->
                regions.merge(
                    one.code(),
                    one,
                    (sum, more) ->
                        new Region(
                            sum.code(), sum.units() + more.units(), sum.top() + more.top())));
    return List.copyOf(regions.values());
  }

  /** A region; without units where none lies in it. */
  public Region region(String code) {
    return regions().stream()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElse(new Region(code, 0, 0));
  }

  /**
   * Units of a region above which none of it stands, by division and name.
   *
   * @param after the last of the page before; one that does not exist begins anew
   */
  public Page top(String region, Optional<UUID> after) {
    String within =
        region.equals(NO_REGION)
            ? "left(o.division, 2) !~ '^[1-8][0-9]$'"
            : "left(o.division, 2) = :key and o.division >= :key";
    return search.page(within + " and " + TOP, after, spec -> spec.param("key", region));
  }

  /** Units that name a unit as the one above them, by division and name. */
  public Page below(UUID parent, Optional<UUID> after) {
    return search.page("parent_id = :key", after, spec -> spec.param("key", parent));
  }

  private record Below(UUID parentId, int units) {}

  private record Above(UUID unit, Organization organization) {}

  /** How many units name each of these as the one above them; those that none names are missing. */
  public Map<UUID, Integer> countBelow(Collection<UUID> units) {
    return jdbc
        .sql(
            """
            select parent_id, count(*) as units from organization where parent_id = any(:ids)
              group by parent_id
            """)
        .param("ids", units.toArray(UUID[]::new))
        .query(Below.class)
        .list()
        .stream()
        .collect(Collectors.toMap(Below::parentId, Below::units));
  }

  /** The units above each of these, the highest first; at most {@value #DEEPEST}. */
  public Map<UUID, List<Organization>> above(Collection<UUID> units) {
    return jdbc
        .sql(
            """
            with recursive up (unit, id, depth) as (
              select id, parent_id, 1 from organization
                where id = any(:ids) and parent_id is not null
              union all
              select up.unit, o.parent_id, up.depth + 1 from up join organization o on o.id = up.id
                where o.parent_id is not null and up.depth < :deepest)
            select up.unit, o.* from up join organization o on o.id = up.id
              order by up.unit, up.depth desc
            """)
        .param("ids", units.toArray(UUID[]::new))
        .param("deepest", DEEPEST)
        .query(Above.class)
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Above::unit, Collectors.mapping(Above::organization, Collectors.toList())));
  }
}
