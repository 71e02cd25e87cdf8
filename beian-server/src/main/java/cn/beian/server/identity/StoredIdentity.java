package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.personal.Contact;
import cn.beian.server.personal.PersonalDataStore;
import cn.beian.server.platform.Overloaded;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** People and units as the database has them. */
@Service
class StoredIdentity implements Identity {
  private final JdbcClient jdbc;
  private final PersonalDataStore personal;

  StoredIdentity(JdbcClient jdbc, PersonalDataStore personal) {
    this.jdbc = jdbc;
    this.personal = personal;
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
    if (waitedInVain()) {
      return Optional.empty();
    }
    UUID id = signedIn.personId();
    HttpServletRequest page = page();
    if (page == null) {
      return person(id).filter(Person::active);
    }
    String name = StoredIdentity.class.getName() + '.' + id;
    if (page.getAttribute(name) instanceof Optional<?> read) {
      return read.map(Person.class::cast);
    }
    Optional<Person> me = person(id).filter(Person::active);
    page.setAttribute(name, me);
    return me;
  }

  /** Whether the page says that the database does not answer, to whomever. */
  private static boolean waitedInVain() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes one
        && one.getRequest().getAttribute(Overloaded.NO_DATABASE) != null;
  }

  /** The request for a page, which changes nothing, so that the person is read once for it. */
  private static @Nullable HttpServletRequest page() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes one
            && "GET".equals(one.getRequest().getMethod())
        ? one.getRequest()
        : null;
  }

  @Override
  public Optional<Person> person(UUID id) {
    return jdbc.sql("select * from user_account where id = :id")
        .param("id", id)
        .query(Person.class)
        .optional();
  }

  @Override
  public Contact contact(UUID person) {
    return personal.contact(person);
  }

  @Override
  public Optional<Person> personByLogin(String login) {
    return jdbc.sql("select * from user_account where login = :login")
        .param("login", LoginName.folded(login))
        .query(Person.class)
        .optional();
  }

  @Override
  public List<Person> people(Set<UUID> ids, Set<String> logins) {
    return jdbc.sql("select * from user_account where id = any(:ids) or login = any(:logins)")
        .param("ids", ids.toArray(UUID[]::new))
        .param("logins", logins.toArray(String[]::new))
        .query(Person.class)
        .list();
  }

  @Override
  public List<Organization> organizations(Set<UUID> ids) {
    return jdbc.sql("select * from organization where id = any(:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(Organization.class)
        .list();
  }

  @Override
  public Organization organization(UUID id) {
    return jdbc.sql("select * from organization where id = :id")
        .param("id", id)
        .query(Organization.class)
        .optional()
        .orElseThrow(() -> new NoSuchElementException("organization " + id));
  }

  @Override
  public Organization confirmedOrganization(UUID id) {
    return jdbc.sql(
            """
            select o.id, o.flags, coalesce(c.name, o.name) as name,
              coalesce(c.credit_code, o.credit_code) as credit_code,
              coalesce(c.level, o.level) as level, coalesce(c.kind, o.kind) as kind,
              coalesce(c.division, o.division) as division, coalesce(c.route, o.route) as route,
              case when c.organization_id is null then o.parent_id else c.parent_id end as parent_id
            from organization o left join unit_placement_change c on c.organization_id = o.id
            where o.id = :id
            """)
        .param("id", id)
        .query(Organization.class)
        .optional()
        .orElseThrow(() -> new NoSuchElementException("organization " + id));
  }

  @Override
  public Optional<Organization> organizationByCreditCode(String creditCode) {
    return jdbc.sql(
            """
            select * from organization where credit_code = :creditCode order by id limit 1
            """)
        .param("creditCode", creditCode)
        .query(Organization.class)
        .optional();
  }

  @Override
  public List<Organization> organizations() {
    return jdbc.sql("select * from organization order by division, name")
        .query(Organization.class)
        .list();
  }

  @Override
  public List<Person> people(UUID organizationId, Role role) {
    return jdbc.sql(
            """
            select * from user_account where organization_id = :organizationId
              and :name = any(roles) and active order by name, login
            """)
        .param("organizationId", organizationId)
        .param("name", role.name())
        .query(Person.class)
        .list();
  }

  @Override
  public List<Person> people(UUID organizationId) {
    return jdbc.sql(
            """
            select * from user_account where organization_id = :organizationId
              order by active desc, name, login
            """)
        .param("organizationId", organizationId)
        .query(Person.class)
        .list();
  }

  @Override
  public List<Person> officials(Role role, String division) {
    return jdbc
        .sql(
            """
            select * from user_account where :name = any(roles) and active order by name, login
            """)
        .param("name", role.name())
        .query(Person.class)
        .list()
        .stream()
        .filter(person -> AccessRules.covers(person.region(), division))
        .toList();
  }
}
