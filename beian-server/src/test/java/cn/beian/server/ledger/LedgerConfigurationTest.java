package cn.beian.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.platform.BeianSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an operator is told at the start of the places where the ledger is kept. */
@ExtendWith(OutputCaptureExtension.class)
class LedgerConfigurationTest {
  private static final String WARNING = "lie on one device";

  @TempDir Path folder;

  /** Makes the ledger as a start does. */
  private void start(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("beian.data-dir", folder.toString());
    Binder binder = new Binder(new MapConfigurationPropertySource(all));
    new LedgerConfiguration()
        .publicLedger(
            new JdbcTemplate(new DriverManagerDataSource()),
            binder.bindOrCreate("beian.ledger", LedgerSettings.class),
            binder.bindOrCreate("beian", BeianSettings.class),
            Clock.systemUTC());
  }

  @Test
  void headKeyAndDatabase_onOneDevice_isWarnedOfAtTheStart_withTheWayOut(CapturedOutput log) {
    start(Map.of());
    assertThat(log)
        .contains(WARNING, folder.resolve("ledger/published.head").toString())
        .contains("BEIAN_LEDGER_PUBLISHEDHEAD");
  }

  @Test
  void databaseElsewhere_orInventedData_isNoReasonToWarn(CapturedOutput log) {
    start(Map.of("beian.db.url", "jdbc:postgresql://db.example/beian"));
    start(Map.of("beian.demo", "true"));
    assertThat(log).doesNotContain(WARNING);
  }
}
