package cn.beian.server.inquiries;

import cn.beian.filing.states.InquiryCause;
import cn.beian.filing.states.InquiryState;
import cn.beian.server.cases.DeclaredActs;
import cn.beian.server.cases.DeclaredCases;
import cn.beian.server.cases.RecordCase;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.OrganizationSearch;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Requests for information: the supervisor asks and closes, the sponsor answers. */
@Service
@Transactional
public class Inquiries extends DeclaredCases<InquiryState, InquiryCause, RecordCase<InquiryState>> {
  private final InquiryProcedure procedure;
  private final InquiryEffects effects;

  Inquiries(
      InquiryProcedure procedure,
      InquiryEffects effects,
      OrganizationSearch units,
      Identity identity) {
    super(new DeclaredActs<>(procedure, effects.queries(), effects, units, identity));
    this.procedure = procedure;
    this.effects = effects;
  }

  /** Who sends an answer once more reads that it was sent, not that the page is stale. */
  @Override
  public void act(UUID id, int version, String address, Map<String, String> form) {
    if (address.equals("answer") && locked(id).state() == InquiryState.ANSWERED) {
      throw procedure.refusal("sent");
    }
    super.act(id, version, address, form);
  }

  /** Whether the current person may ask about a record. */
  @Transactional(readOnly = true)
  public boolean mayAsk(String number) {
    return effects.mayOpen(number);
  }
}
