package cn.beian.server.inventory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Units that stand for their region. */
@Repository
class RegionNameStore {
  private final JdbcClient jdbc;

  RegionNameStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Of each region below a province the government, else the office for the internet, of its own
   * level: no department of it, and no township within it.
   */
  Map<String, String> units(Collection<String> codes) {
    Map<String, String> units = new HashMap<>();
    jdbc.sql(
            """
            select distinct on (o.division) o.division, o.name
            from organization o
            where o.division = any(:codes) and right(o.division, 4) <> '0000' and o.kind = 'ORGAN'
              and (right(o.division, 2) = '00' and o.level = 'PREFECTURE'
                or right(o.division, 2) <> '00' and o.level in ('PREFECTURE', 'COUNTY'))
              and (o.name like '%人民政府' or o.name like '%互联网信息办公室'
                or o.name like '%网络安全和信息化委员会办公室')
            order by o.division, o.name not like '%人民政府', length(o.name), o.name, o.id
            """)
        .param("codes", codes.stream().distinct().toArray(String[]::new))
        .query(
            (RowCallbackHandler)
                row -> units.put(row.getString("division"), row.getString("name")));
    return units;
  }
}
