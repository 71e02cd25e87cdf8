package cn.beian.server.web.portal;

import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.inquiries.Inquiries;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.revocations.Revocations;
import org.springframework.stereotype.Component;

/** What an official may begin about a record on its page. */
@Component
class RecordActs {
  private final Inquiries inquiries;
  private final Revocations revocations;
  private final Identity identity;

  RecordActs(Inquiries inquiries, Revocations revocations, Identity identity) {
    this.inquiries = inquiries;
    this.revocations = revocations;
    this.identity = identity;
  }

  /**
   * What the reader may do.
   *
   * @param asks whether he may request information about the app
   * @param proposes whether he may propose to revoke the filing
   */
  record Offered(boolean asks, boolean proposes) {}

  /** What is offered to the reader of this request. */
  Offered about(PublicRecord record) {
    return new Offered(
        opens("/inquiries/new") && inquiries.mayAsk(record.number()),
        opens("/revocations/new") && revocations.mayPropose(record.number()));
  }

  private boolean opens(String path) {
    return identity.currentIfAny().filter(reader -> AccessRules.opens(reader, path)).isPresent();
  }
}
