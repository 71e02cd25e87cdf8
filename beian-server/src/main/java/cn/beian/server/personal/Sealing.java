package cn.beian.server.personal;

import cn.beian.server.platform.BeianSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals at each start what an earlier version left in the clear, in one transaction for some
 * hundred rows: a start that was interrupted has sealed some, and the next seals the others. Logs
 * what this server's key does not open.
 */
@Component
@Order(0)
class Sealing implements ApplicationRunner {
  private static final int AT_ONCE = 500;
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

  private final List<Sealable> all;
  private final PersonalData data;
  private final Path key;
  private final TransactionTemplate transaction;

  Sealing(
      List<Sealable> all,
      PersonalData data,
      PersonalSettings settings,
      BeianSettings server,
      TransactionTemplate transaction) {
    this.all = List.copyOf(all);
    this.data = data;
    this.key = PersonalData.place(settings, server);
    this.transaction = transaction;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    seal(AT_ONCE);
    data.allAreSealed();
    Map<String, Long> unreadable = new TreeMap<>();
    all.forEach(one -> unreadable.putAll(one.unreadable(data.prefix())));
    unreadable.values().removeIf(count -> count == 0);
    if (!unreadable.isEmpty()) {
      LOG.error(
          "The key {} does not open what another key has sealed in this database: {}. Stop the"
              + " server and restore that key to this place, or name its place with"
              + " beian.personal.key. If it is lost: people enter telephone, e-mail and mail address"
              + " again, units their webhook; who has a second factor logs in with a paper code, or"
              + " gets a recovery link, and sets it up anew. Nothing else is affected.",
          key,
          unreadable);
    }
  }

  /**
   * Seals all.
   *
   * @param most rows of one transaction
   * @return how many rows were sealed
   */
  int seal(int most) {
    int sealed = 0;
    for (Sealable one : all) {
      Integer now;
      do {
        now = transaction.execute(status -> one.seal(most));
        sealed += now == null ? 0 : now;
      } while (now != null && now > 0);
    }
    if (sealed > 0) {
      LOG.info("sealed personal data and secrets in {} rows by the key {}", sealed, key);
    }
    return sealed;
  }
}
