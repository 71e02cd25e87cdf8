package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Person;
import cn.beian.server.web.HomePanel;
import cn.beian.server.web.NavItem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every registered page and endpoint x every role x own and other region. */
class AccessMatrixTest extends ServerTest {
  /** What others than the administrator read under {@code /admin}. */
  private static final Map<String, Set<Role>> READ_BY =
      Map.of(
          "/admin/audit", Set.of(Role.AUDITOR),
          "/admin/audit.csv", Set.of(Role.AUDITOR),
          "/admin/policies", Set.of(Role.AUDITOR, Role.SUPERVISOR, Role.SIGNER),
          "/admin/policies/{id}",
              Set.of(
                  Role.AUDITOR,
                  Role.SUPERVISOR,
                  Role.SIGNER,
                  Role.COMPLETENESS_REVIEWER,
                  Role.GOVERNMENT_SERVICE_REVIEWER,
                  Role.NATIONAL_REVIEWER,
                  Role.PROJECT_REVIEWER),
          "/admin/calendar", Set.of(Role.AUDITOR, Role.SUPERVISOR),
          "/admin/calendar/requests/{id}", Set.of(Role.AUDITOR, Role.SUPERVISOR));

  /** Where a signer is the second person. */
  private static final Set<String> CONFIRMED_BY_SIGNER =
      Set.of("/admin/policies/{id}/confirmation", "/admin/policies/{id}/refusal");

  @Autowired List<RequestMappingHandlerMapping> mappings;

  private List<Endpoint> endpoints() {
    return Endpoint.registered(mappings);
  }

  @Test
  void everyEndpoint_hasRow() {
    Set<String> without = new TreeSet<>();
    for (Endpoint endpoint : endpoints()) {
      if (AccessRules.rowFor(endpoint.method(), endpoint.path()).isEmpty()) {
        without.add(endpoint.method() + " " + endpoint.pattern());
      }
    }
    assertThat(endpoints()).hasSizeGreaterThan(20);
    assertThat(without).as("endpoints that AccessRules.TABLE does not know").isEmpty();
  }

  @Test
  void publicWithoutLogIn_isSentToLogIn_unlessRowSaysEveryone() throws Exception {
    for (Endpoint endpoint : endpoints()) {
      boolean open =
          AccessRules.rowFor(endpoint.method(), endpoint.path())
              .orElseThrow()
              .admits(Optional.empty());
      if (!open && endpoint.method().equals("GET")) {
        int status = status(endpoint.path());
        assertThat(status).as(endpoint.toString()).isEqualTo(302);
      }
    }
  }

  private int status(String path) throws Exception {
    return java.net.http.HttpClient.newHttpClient()
        .send(
            java.net.http.HttpRequest.newBuilder(java.net.URI.create(url(path))).build(),
            java.net.http.HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void administrationPages_areForAdministratorsAlone() {
    for (Endpoint endpoint : endpoints()) {
      if (!endpoint.pattern().startsWith("/admin")) {
        continue;
      }
      AccessRules.Row row = AccessRules.rowFor(endpoint.method(), endpoint.path()).orElseThrow();
      for (Role role : Role.values()) {
        boolean expected =
            role == Role.SYSTEM_ADMINISTRATOR
                || (role == Role.UNIT_ADMINISTRATOR
                    && endpoint.pattern().startsWith("/admin/webhook"))
                || (role == Role.SIGNER && CONFIRMED_BY_SIGNER.contains(endpoint.pattern()))
                || (endpoint.method().equals("GET")
                    && READ_BY.getOrDefault(endpoint.pattern(), Set.<Role>of()).contains(role));
        assertThat(row.admits(Optional.of(Set.of(role))))
            .as(endpoint + " " + role)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void navigationAndStartPage_leadNobodyToWhatHeMayNotOpen(
      @Autowired List<NavItem> items, @Autowired List<HomePanel> panels) {
    assertThat(items).hasSizeGreaterThan(8);
    for (NavItem item : items) {
      assertThat(AccessRules.readers(item.path())).as(item.key()).containsAll(item.roles());
    }
    for (HomePanel panel : panels) {
      if (!panel.path().isEmpty()) {
        assertThat(AccessRules.readers(panel.path())).as(panel.key()).containsAll(panel.roles());
      }
    }
  }

  @Test
  void publicReads_areForEverybody_andWriteNothing() {
    assertThat(AccessRules.TABLE)
        .filteredOn(row -> row.has(AccessRules.Property.PUBLIC_READ))
        .hasSizeGreaterThan(10)
        .allMatch(row -> row.admits(Optional.empty()))
        .allMatch(
            row ->
                row.method().equals("GET")
                    || row.pattern().getPatternString().equals("/api/v1/lookup"));
  }

  @Test
  void auditor_readsAndActsOnNothing() {
    for (Endpoint endpoint : endpoints()) {
      AccessRules.Row row = AccessRules.rowFor(endpoint.method(), endpoint.path()).orElseThrow();
      boolean own =
          row.audience() != AccessRules.Audience.ROLES; // open to all, such as logging out
      if (!endpoint.method().equals("GET") && !own) {
        assertThat(row.admits(Optional.of(Set.of(Role.AUDITOR)))).as(endpoint.toString()).isFalse();
      }
    }
  }

  @Test
  void cases_eachRole_ownAndOtherRegion() {
    UUID own = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    Set<Role> sponsors = EnumSet.of(Role.HANDLER, Role.APPROVER);
    Set<Role> blind =
        EnumSet.of(Role.SYSTEM_ADMINISTRATOR, Role.RULEBOOK_ADMINISTRATOR, Role.UNIT_ADMINISTRATOR);
    for (Role role : Role.values()) {
      Person person =
          new Person(
              UUID.randomUUID(), "p", "p", "", own, Set.of(role), "330000", Optional.empty(), true);
      boolean official = !sponsors.contains(role) && !blind.contains(role);
      assertThat(AccessRules.mayRead(person, other, "330122"))
          .as(role + " own region")
          .isEqualTo(official);
      assertThat(AccessRules.mayRead(person, other, "350200")).as(role + " other region").isFalse();
      assertThat(AccessRules.mayRead(person, own, "330100"))
          .as(role + " own unit")
          .isEqualTo(official || sponsors.contains(role));
    }
  }
}
