package cn.beian.server.filings.changes;

import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.records.ChangesUnderWay;
import org.springframework.stereotype.Component;

/** Applications that change a filing. */
@Component
class OpenChanges implements ChangesUnderWay {
  private final ApplicationStore store;

  OpenChanges(ApplicationStore store) {
    this.store = store;
  }

  @Override
  public boolean ofRecord(String number) {
    return store.runningChange(number).isPresent();
  }
}
