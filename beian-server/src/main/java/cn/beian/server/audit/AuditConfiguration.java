package cn.beian.server.audit;

import cn.beian.ledger.PublishRefusedException;
import cn.beian.server.ledger.AuditLedger;
import cn.beian.server.ledger.LedgerPlace;
import cn.beian.server.ledger.LedgerSettings;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.TrustedClock;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(AuditConfiguration.class);

  @Bean
  AuditLedger auditLedger(
      @Qualifier(AuditLedger.SCHEMA) DataSource dataSource,
      AuditSettings settings,
      LedgerSettings register,
      BeianSettings server,
      Clock clock) {
    return AuditLedger.signing(
        dataSource,
        LedgerPlace.AUDIT.directory(server.dataDir()),
        settings.origin(),
        settings.publishedHead(),
        register.clockWasAheadUntil(),
        clock);
  }

  @Bean
  AuditHeads auditHeads(
      AuditChainStore chain, AuditLedger ledger, Clock clock, TrustedClock trusted) {
    return new AuditHeads(chain, ledger, clock, trusted);
  }

  /** Often, so that a day on which the server was stopped at midnight is not left out. */
  @Bean
  RecurringTask<Void> takeAuditHead(AuditHeads heads, ObjectProvider<QuietDays> quiet) {
    return Tasks.recurring("take-audit-head", FixedDelay.of(Duration.ofMinutes(10)))
        .execute(
            (instance, context) -> {
              try {
                quiet.getObject().note();
                heads.takeDaily();
              } catch (PublishRefusedException e) {
                LOG.error("head of the audit trail NOT signed: {}", e.advice());
              } catch (IOException e) {
                throw new UncheckedIOException("the head of the audit trail cannot be kept", e);
              }
            });
  }
}
