package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.server.personal.Contact;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A person as entered.
 *
 * @param login 3 to 64 letters, digits, dots, hyphens or underscores; case does not matter
 */
public record NewPerson(
    String login,
    String name,
    String post,
    String telephone,
    String email,
    UUID organizationId,
    Set<Role> roles,
    String region) {
  public NewPerson {
    roles = Set.copyOf(roles);
  }

  /** How the person can be reached. */
  Contact contact() {
    return Contact.of(telephone, email);
  }

  /** What cannot be taken, in the order of the form. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (!login.strip().matches("[A-Za-z0-9._-]{3,64}")) {
      problems.add(Problem.of("login", "admin.person.loginForm"));
    }
    if (name.isBlank()) {
      problems.add(Problem.of("name", "admin.person.nameMissing"));
    }
    if (!isEmail(email)) {
      problems.add(Problem.of("email", "admin.person.emailForm"));
    }
    if (roles.isEmpty()) {
      problems.add(Problem.of("roles", "admin.person.rolesMissing"));
    }
    if (DivisionCode.read(region).value().isEmpty()) {
      problems.add(Problem.of("region", "admin.person.regionForm"));
    }
    return problems;
  }

  private static boolean isEmail(String email) {
    return email.isBlank() || email.strip().matches("[^@\\s]+@[^@\\s]+");
  }

  static void checkEmail(String email) {
    if (!isEmail(email)) {
      throw new RejectedInput(List.of(Problem.of("email", "admin.person.emailForm")));
    }
  }

  static void checkRegion(String region) {
    if (DivisionCode.read(region).value().isEmpty()) {
      throw new RejectedInput(List.of(Problem.of("region", "admin.person.regionForm")));
    }
  }
}
