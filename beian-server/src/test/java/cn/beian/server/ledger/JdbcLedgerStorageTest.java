package cn.beian.server.ledger;

import cn.beian.ledger.LedgerStorage;
import cn.beian.ledger.LedgerStorageContract;
import cn.beian.server.ServerTest;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The contract of ledger storages, on PostgreSQL: each test in a schema of its own. */
class JdbcLedgerStorageTest extends ServerTest {
  @Autowired private DataSource dataSource;

  @Nested
  class Contract extends LedgerStorageContract {
    private SingleConnectionDataSource own = new SingleConnectionDataSource();

    @Override
    protected LedgerStorage emptyStorage() {
      HikariDataSource pool = (HikariDataSource) dataSource;
      own =
          new SingleConnectionDataSource(
              pool.getJdbcUrl(), pool.getUsername(), pool.getPassword(), true);
      JdbcTemplate template = new JdbcTemplate(own);
      template.execute("drop schema if exists contract cascade");
      template.execute("create schema contract");
      for (String table : new String[] {"head", "entry", "checkpoint"}) {
        template.execute(
            "create table contract.ledger_%s (like public.ledger_%s including all)"
                .formatted(table, table));
      }
      template.execute("set search_path to contract");
      template.execute("insert into ledger_head (size) values (0)");
      return new JdbcLedgerStorage(template);
    }

    @AfterEach
    void close() {
      own.destroy();
    }
  }
}
