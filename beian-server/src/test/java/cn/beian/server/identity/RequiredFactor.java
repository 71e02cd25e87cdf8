package cn.beian.server.identity;

import cn.beian.server.personal.PersonalDataStore;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.trail.AccountStandings;
import cn.beian.server.trail.AuditTrail;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.transaction.support.TransactionTemplate;

/** The second factor of a server under another setting than that of the tests. */
public final class RequiredFactor {
  private RequiredFactor() {}

  /** As the server has it, but required of powerful roles or not. */
  public static SecondFactor of(ApplicationContext server, boolean required) {
    BeianSettings settings = server.getBean(BeianSettings.class);
    BeianSettings.Login login = settings.login();
    return new SecondFactor(
        server.getBean(PersonalDataStore.class),
        server.getBean(Identity.class),
        server.getBean(AccountNotices.class),
        server.getBean(AuditTrail.class),
        server.getBean(AccountStandings.class),
        server.getBean(Reauthentication.class),
        server.getBean(TransactionTemplate.class),
        new BeianSettings(
            Path.of("unused"),
            settings.demo(),
            settings.publicUrl(),
            Duration.ofHours(1),
            settings.db(),
            new BeianSettings.Login(
                login.attempts(),
                login.refill(),
                login.addressAttempts(),
                login.addressRefill(),
                login.hashing(),
                login.sessionLimit(),
                required)),
        server.getBean(UserDetailsService.class),
        server.getBean(Clock.class));
  }
}
