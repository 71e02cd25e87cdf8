package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.personal.Contact;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The two seats of the completeness review are two persons, also where one of them had two
 * accounts, in two units or for two regions.
 */
@Component
class TwoSeats {
  private static final UUID NOBODY = new UUID(0, 0);

  private final SeatHolderStore store;
  private final Identity identity;

  TwoSeats(SeatHolderStore store, Identity identity) {
    this.store = store;
    this.identity = identity;
  }

  /**
   * Stops an invitation to a seat of somebody who holds the other.
   *
   * @throws RejectedInput if he does
   */
  void require(NewPerson entered) {
    require(entered.roles(), entered.name(), entered.contact(), NOBODY);
  }

  /**
   * Stops giving a seat to somebody who holds the other by another account.
   *
   * @throws RejectedInput if he does
   */
  void require(Person person, Set<Role> roles) {
    require(roles, person.name(), identity.contact(person.id()), person.id());
  }

  private void require(Set<Role> roles, String name, Contact contact, UUID account) {
    for (Role seat : PowerfulRoles.seats(roles)) {
      Role other =
          seat == Role.COMPLETENESS_REVIEWER
              ? Role.GOVERNMENT_SERVICE_REVIEWER
              : Role.COMPLETENESS_REVIEWER;
      if (store.holds(other, name, contact, account)) {
        throw new RejectedInput(List.of(Problem.of("roles", "admin.person.otherSeat")));
      }
    }
  }
}
