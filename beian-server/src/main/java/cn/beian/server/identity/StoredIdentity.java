package cn.beian.server.identity;

import cn.beian.filing.Role;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/** People and units as the database has them. */
@Service
class StoredIdentity implements Identity {
  private final JdbcClient jdbc;

  StoredIdentity(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Person current() {
    return currentIfAny().orElseThrow(() -> new AccessDeniedException("nobody is logged in"));
  }

  @Override
  public Optional<Person> currentIfAny() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn signedIn)) {
      return Optional.empty();
    }
    return person(signedIn.personId()).filter(Person::active);
  }

  @Override
  public Optional<Person> person(UUID id) {
    return jdbc.sql("SELECT * FROM user_account WHERE id = ?")
        .param(id)
        .query(Rows::person)
        .optional();
  }

  @Override
  public Optional<Person> personByLogin(String login) {
    return jdbc.sql("SELECT * FROM user_account WHERE login = ?")
        .param(Accounts.folded(login))
        .query(Rows::person)
        .optional();
  }

  @Override
  public List<Person> people(Set<UUID> ids, Set<String> logins) {
    return jdbc.sql("SELECT * FROM user_account WHERE id = ANY(:ids) OR login = ANY(:logins)")
        .param("ids", ids.toArray(UUID[]::new))
        .param("logins", logins.toArray(String[]::new))
        .query(Rows::person)
        .list();
  }

  @Override
  public List<Organization> organizations(Set<UUID> ids) {
    return jdbc.sql("SELECT * FROM organization WHERE id = ANY(:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(Rows::organization)
        .list();
  }

  @Override
  public Organization organization(UUID id) {
    return jdbc.sql("SELECT * FROM organization WHERE id = ?")
        .param(id)
        .query(Rows::organization)
        .optional()
        .orElseThrow(() -> new NoSuchElementException("organization " + id));
  }

  @Override
  public Optional<Organization> organizationByCreditCode(String creditCode) {
    return jdbc.sql("SELECT * FROM organization WHERE credit_code = ? ORDER BY id LIMIT 1")
        .param(creditCode)
        .query(Rows::organization)
        .optional();
  }

  @Override
  public List<Organization> organizations() {
    return jdbc.sql("SELECT * FROM organization ORDER BY division, name")
        .query(Rows::organization)
        .list();
  }

  @Override
  public List<Person> people(UUID organizationId, Role role) {
    return jdbc.sql(
            "SELECT * FROM user_account WHERE organization_id = ? AND ? = ANY(roles) AND active ORDER BY name, login")
        .param(organizationId)
        .param(role.name())
        .query(Rows::person)
        .list();
  }

  @Override
  public List<Person> people(UUID organizationId) {
    return jdbc.sql(
            "SELECT * FROM user_account WHERE organization_id = ? ORDER BY active DESC, name, login")
        .param(organizationId)
        .query(Rows::person)
        .list();
  }

  @Override
  public List<Person> officials(Role role, String division) {
    return jdbc
        .sql("SELECT * FROM user_account WHERE ? = ANY(roles) AND active ORDER BY name, login")
        .param(role.name())
        .query(Rows::person)
        .list()
        .stream()
        .filter(person -> AccessRules.covers(person.region(), division))
        .toList();
  }
}
