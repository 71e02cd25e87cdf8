package cn.beian.server.filings;

import cn.beian.facts.FactSet;
import cn.beian.filing.Role;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Question;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.server.testing.PlantedPackages;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

/** Units, people and packages of a test's own, and who is acting. */
final class Stage {
  private static final OffsetDateTime AT =
      OffsetDateTime.of(2026, 11, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private static final String CODE =
      "11330100MB0A00001" + CreditCode.checkCharacter("11330100MB0A00001");

  final String name;
  final UUID unit;
  final String packageName = "cn.gov.test.a" + UUID.randomUUID().toString().replace("-", "");
  private final ApplicationContext server;
  private final JdbcClient jdbc;

  Stage(ApplicationContext server, String level, String route) {
    this.server = server;
    this.jdbc = server.getBean(JdbcClient.class);
    this.name = "水务局" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    this.unit = organization(name, level, "CENTRAL".equals(level) ? "100000" : "330100", route);
  }

  /** A stage for a unit that is there already. */
  Stage(ApplicationContext server, String name, UUID unit) {
    this.server = server;
    this.jdbc = server.getBean(JdbcClient.class);
    this.name = name;
    this.unit = unit;
  }

  private UUID organization(String unitName, String level, String division, String route) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            "insert into organization (id, name, credit_code, level, kind, division, route,"
                + " created_at) values (?, ?, ?, ?, 'ORGAN', ?, ?, ?)")
        .params(id, unitName, CODE, level, division, route, AT)
        .update();
    return id;
  }

  /** A person of the sponsor. */
  String own(Role role) {
    return person(unit, role, "330100");
  }

  /** An official of a region. */
  String official(Role role, String region) {
    return person(organization("办公室", "PROVINCIAL", region, "LOCAL"), role, region);
  }

  private String person(UUID of, Role role, String region) {
    String login = "u" + UUID.randomUUID().toString().replace("-", "");
    jdbc.sql(
            "insert into user_account (id, login, password_hash, name, post, telephone, email,"
                + " organization_id, roles, region, created_at) values (?, ?, 'x', ?, '科员',"
                + " '0571-1', 'a@b.cn', ?, string_to_array(?, ','), ?, ?)")
        .params(UUID.randomUUID(), login, login, of, role.name(), region, AT)
        .update();
    return login;
  }

  UUID id(String login) {
    return jdbc.sql("select id from user_account where login = ?")
        .param(login)
        .query(UUID.class)
        .single();
  }

  /** From now on this person acts in this thread. */
  void as(String login) {
    UserDetails user = server.getBean(UserDetailsService.class).loadUserByUsername(login);
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(user, "", user.getAuthorities()));
  }

  /** An ordinary app of this stage's own, to be changed as a test wants it. */
  AppFacts app() {
    return new AppFacts(packageName);
  }

  /** An ordinary app, with these texts on its screens. */
  FactSet facts(String... texts) {
    AppFacts app = app();
    for (String text : texts) {
      app.text(text);
    }
    return app.facts();
  }

  UUID plant(FactSet facts, String by) throws java.io.IOException {
    return PlantedPackages.plant(server, facts, unit, id(by));
  }

  /** Plausible answers to everything that is missing and can be typed. */
  static Map<Question, String> typed(CaseFile file) {
    Map<Question, String> typed = new LinkedHashMap<>();
    for (Completeness.Gap gap : file.completeness().gaps()) {
      FormField field = gap.field();
      Optional<StoredAnswer> present = Optional.ofNullable(file.answers().get(gap.question()));
      if (AnswerSheet.mayType(field, present)) {
        typed.put(
            gap.question(), present.map(one -> one.answer().value()).orElse(value(file, gap)));
      }
    }
    return typed;
  }

  private static String value(CaseFile file, Completeness.Gap gap) {
    FormField field = gap.field();
    if (field.id().equals("explanation.scenario")) {
      return file.explained(gap.question()).filter(one -> !one.rule().exemptible()).isPresent()
          ? "ORDINARY"
          : "EMERGENCY";
    }
    if (field.id().equals("security.cii")) {
      return "no";
    }
    return switch (field.type()) {
      case DATE -> field.id().startsWith("explanation") ? "2027-09-30" : "2025-03-01";
      case YES_NO -> "no";
      case CHOICE -> field.choices().get(0);
      default -> "按规定办理";
    };
  }
}
