package cn.beian.server.filings.store;

import cn.beian.server.platform.InColumn;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Filed apps of the divisions that a unit lies in, by name. */
@Repository
public class UpperLevelAppStore {
  private static final int MOST = 200;

  private final JdbcClient jdbc;

  UpperLevelAppStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A filed app and its unit. */
  public record Filed(
      String number,
      String appName,
      @InColumn("sponsor_name") String sponsor,
      @InColumn("organization_id") UUID unit) {}

  /** Those whose name contains a text, from the top level down. */
  public List<Filed> named(String text, String division) {
    return jdbc.sql(
            """
            select r.number, r.app_name, r.sponsor_name, r.organization_id
              from organization o join filing_record r on r.organization_id = o.id
              where o.division in ('100000', left(:division, 2) || '0000',
                  left(:division, 4) || '00', :division)
                and r.state = 'FILED' and not r.restricted
                and strpos(lower(r.app_name), lower(:text)) > 0
              order by o.division, o.name, r.number limit :most
            """)
        .param("division", division)
        .param("text", text)
        .param("most", MOST)
        .query(Filed.class)
        .list();
  }
}
