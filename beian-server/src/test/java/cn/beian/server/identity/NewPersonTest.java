package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewPersonTest {

  @Test
  void withoutARole_nobodyIsInvited() {
    assertThat(person(Set.of()).problems()).extracting(Problem::field).containsExactly("roles");
    assertThat(person(Set.of(Role.HANDLER)).problems()).isEmpty();
  }

  private static NewPerson person(Set<Role> roles) {
    return new NewPerson("zhou", "周明", "", "", "", new UUID(0, 1), roles, "330100");
  }
}
