package cn.beian.server.web.account;

import cn.beian.server.identity.Accounts;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.PublicAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the operator where the server is and, on an empty database, how to become its
 * administrator.
 */
@Component
class SetUpNotice {
  private static final Logger LOG = LoggerFactory.getLogger(SetUpNotice.class);

  private final Accounts accounts;
  private final PublicAddress address;
  private final BeianSettings settings;

  SetUpNotice(Accounts accounts, PublicAddress address, BeianSettings settings) {
    this.accounts = accounts;
    this.address = address;
    this.settings = settings;
  }

  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    LOG.info("beian is ready: {}", address.of("/"));
    accounts
        .openSetUp()
        .ifPresent(
            token ->
                LOG.info(
                    "No administrator yet. Open this link once, within {} h, to become one: {}",
                    settings.linkLifetime().toHours(),
                    address.of("/account/set-up/" + token)));
  }
}
