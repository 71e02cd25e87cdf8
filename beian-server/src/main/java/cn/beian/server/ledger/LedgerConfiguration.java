package cn.beian.server.ledger;

import cn.beian.ledger.PublishRefusedException;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.storage.PublishedHeadFile;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.TrustedClock;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerConfiguration.class);

  @Bean
  PublicLedger publicLedger(
      JdbcTemplate jdbc, LedgerSettings settings, BeianSettings server, Clock clock) {
    Path directory = LedgerPlace.REGISTER.directory(server.dataDir());
    warnOfOneDevice(directory, settings, server);
    return new PublicLedger(
        new JdbcLedgerStorage(jdbc),
        SigningKey.load(directory, settings.origin()),
        publishedHead(directory, settings.publishedHead()),
        clock,
        settings.clockWasAheadUntil());
  }

  private static void warnOfOneDevice(
      Path directory, LedgerSettings settings, BeianSettings server) {
    String url = server.db().url();
    if (server.demo() || (url != null && !url.isEmpty())) {
      return; // invented data, or a database that lies somewhere else
    }
    Path head = headFile(directory, settings.publishedHead());
    Path database = server.dataDir().resolve("postgres");
    if (new OneDevice().holds(List.of(head, directory, database))) {
      LOG.warn(
          "the published head of the ledger ({}), its signing key and the database lie on one"
              + " device: whoever loses it or sets it back loses what would have shown that. Put the"
              + " head on another disk by BEIAN_LEDGER_PUBLISHEDHEAD, and let somebody else run"
              + " beian ledger watch",
          head);
    }
  }

  /** Outside the database, so that a restored backup cannot fork the ledger. */
  static PublishedHead publishedHead(Path directory, @Nullable Path elsewhere) {
    return new PublishedHeadFile(headFile(directory, elsewhere));
  }

  private static Path headFile(Path directory, @Nullable Path elsewhere) {
    return elsewhere == null ? directory.resolve("published.head") : elsewhere;
  }

  /** One node at a time signs: the scheduler hands a recurring task to one of them. */
  @Bean
  RecurringTask<Void> signCheckpoint(PublicLedger ledger, TrustedClock clock) {
    return Tasks.recurring("sign-checkpoint", FixedDelay.of(Duration.ofSeconds(1)))
        .execute(
            (instance, context) -> {
              if (clock.waits("the checkpoint of the ledger")) {
                return;
              }
              try {
                ledger.publish();
              } catch (PublishRefusedException e) {
                LOG.error("ledger NOT signed: {}", e.advice());
              } catch (IOException e) {
                throw new UncheckedIOException("the last published head cannot be kept", e);
              }
            });
  }
}
