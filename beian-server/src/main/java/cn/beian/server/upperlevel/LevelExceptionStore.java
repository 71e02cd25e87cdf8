package cn.beian.server.upperlevel;

import cn.beian.server.cases.CaseQueries;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Exceptions of the upper level in PostgreSQL. */
@Repository
class LevelExceptionStore {
  private static final String SELECT =
      """
      select coalesce(c.competence, '') as competence, c.*, o.name as sponsor,
          u.name as upper
        from level_exception c
        join organization o on o.id = c.organization_id
        join organization u on u.id = c.upper_id
      """;

  private final JdbcClient jdbc;

  LevelExceptionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  CaseQueries<LevelException> queries() {
    return new CaseQueries<>(jdbc, SELECT, LevelException.class);
  }

  /** Those of a unit that were confirmed, the latest first. */
  List<LevelException> confirmed(UUID unit) {
    return jdbc.sql(
            SELECT
                + " where c.organization_id = :unit and c.state = 'CONFIRMED' order by c.id desc")
        .param("unit", unit)
        .query(LevelException.class)
        .list();
  }
}
