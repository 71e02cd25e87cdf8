package cn.beian.server.ledger;

import cn.beian.ledger.storage.LedgerStorage;
import cn.beian.ledger.storage.TransactionalLedgerStorageContract;
import cn.beian.server.ServerTest;
import cn.beian.server.database.DatabaseOwner;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** The contract of ledger storages, on PostgreSQL: each test in a schema of its own. */
class JdbcLedgerStorageTest extends ServerTest {
  @Autowired private ApplicationContext server;

  @Nested
  class Contract extends TransactionalLedgerStorageContract {
    private HikariDataSource own = new HikariDataSource();
    private JdbcTransactionManager transactions = new JdbcTransactionManager();

    @BeforeEach
    void open() {
      PGSimpleDataSource owner = DatabaseOwner.dataSource(server);
      JdbcTemplate template = new JdbcTemplate(owner);
      template.execute("drop schema if exists contract cascade");
      template.execute("create schema contract");
      for (String table : new String[] {"head", "entry", "checkpoint"}) {
        template.execute(
            "create table contract.ledger_%s (like public.ledger_%s including all)"
                .formatted(table, table));
      }
      template.execute("insert into contract.ledger_head (size) values (0)");
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(owner.getUrl());
      config.setUsername(owner.getUser());
      config.setPassword(owner.getPassword());
      config.setSchema("contract");
      config.setMaximumPoolSize(5);
      own = new HikariDataSource(config);
      transactions = new JdbcTransactionManager(own);
    }

    @Override
    protected LedgerStorage emptyStorage() {
      return new JdbcLedgerStorage(new JdbcTemplate(own));
    }

    @Override
    protected <T> T inTransaction(Callable<T> work) throws Exception {
      TransactionStatus status = transactions.getTransaction(new DefaultTransactionDefinition());
      T result;
      try {
        result = work.call();
      } catch (Throwable e) {
        transactions.rollback(status);
        throw e;
      }
      transactions.commit(status);
      return result;
    }

    @AfterEach
    void close() {
      own.close();
    }
  }
}
