package cn.beian.server.filings;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.filing.Role;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Question;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.server.testing.PlantedPackages;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  final String name = "水务局" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
  final UUID unit;
  final String packageName = "cn.gov.test.a" + UUID.randomUUID().toString().replace("-", "");
  private final ApplicationContext server;
  private final JdbcClient jdbc;

  Stage(ApplicationContext server, String level, String route) {
    this.server = server;
    this.jdbc = server.getBean(JdbcClient.class);
    this.unit = organization(name, level, "CENTRAL".equals(level) ? "100000" : "330100", route);
  }

  private UUID organization(String unitName, String level, String division, String route) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            "insert into organization (id, name, credit_code, level, kind, division, route, created_at)"
                + " values (?, ?, ?, ?, 'ORGAN', ?, ?, ?)")
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
            "insert into user_account (id, login, password_hash, name, post, telephone, email, organization_id, roles,"
                + " region, created_at) values (?, ?, 'x', ?, '科员', '0571-1', 'a@b.cn', ?, string_to_array(?, ','), ?, ?)")
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

  /** An ordinary app, with these texts on its screens. */
  FactSet facts(String... texts) {
    FactSet.Collector found = new FactSet.Collector();
    Locator at = Locator.PACKAGE;
    identity(found, "package", packageName);
    identity(found, "label", "清溪巡河");
    identity(found, "version_name", "3.2.1");
    identity(found, "version_code", "321");
    identity(found, "target_sdk", "34");
    identity(found, "min_sdk", "24");
    found.add(
        FactKind.SCREEN,
        Origin.APP,
        "",
        at,
        Map.of(Field.NAME, "Today", Field.LABEL, "今日巡查", Field.ROLE, "tab"));
    found.add(
        FactKind.FORM_FIELD,
        Origin.APP,
        "Today",
        at,
        Map.of(Field.LABEL, "手机号", Field.TYPE, "phone"));
    found.add(
        FactKind.PERMISSION,
        Origin.APP,
        "",
        at,
        Map.of(Field.NAME, "android.permission.ACCESS_FINE_LOCATION"));
    found.add(FactKind.DOMAIN, Origin.APP, "", at, Map.of(Field.NAME, "river.yunzhou.gov.cn"));
    found.add(FactKind.CERTIFICATE, Origin.APP, "", at, Map.of(Field.SHA256, "ab".repeat(32)));
    for (String text : texts) {
      found.add(
          FactKind.UI_TEXT, Origin.APP, "Today", at, Map.of(Field.TEXT, text, Field.ROLE, "text"));
    }
    for (String part : List.of("text", "code", "pages", "resources")) {
      found.add(
          FactKind.COVERAGE,
          Origin.APP,
          "",
          at,
          Map.of(Field.NAME, part, Field.READABLE, 10, Field.TOTAL, 10));
    }
    String digest = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    return found.toFactSet(
        new PackageHeader("apk", "native", digest, digest, 1000, "test", digest, "limits"));
  }

  private static void identity(FactSet.Collector found, String name, String value) {
    found.add(
        FactKind.IDENTITY,
        Origin.APP,
        "",
        Locator.PACKAGE,
        Map.of(Field.NAME, name, Field.VALUE, value));
  }

  UUID plant(FactSet facts, String by) throws java.io.IOException {
    return PlantedPackages.plant(server, facts, unit, id(by));
  }

  /** Plausible answers to everything that is missing and can be typed. */
  static Map<Question, String> typed(CaseFile file) {
    Map<Question, String> typed = new LinkedHashMap<>();
    for (Completeness.Gap gap : file.completeness().gaps()) {
      FormField field = gap.field();
      boolean document = field.type() == FieldType.DOCUMENT || field.type() == FieldType.SIGNATURE;
      if (field.askedOfSponsor() && !document) {
        Answer present = file.plain().get(gap.question());
        typed.put(gap.question(), present != null ? present.value() : value(field));
      }
    }
    return typed;
  }

  private static String value(FormField field) {
    if (field.id().equals("explanation.scenario")) {
      return "EMERGENCY";
    }
    return switch (field.type()) {
      case DATE -> field.id().startsWith("explanation") ? "2027-09-30" : "2025-03-01";
      case YES_NO -> "no";
      case CHOICE -> field.choices().get(0);
      default -> "按规定办理";
    };
  }
}
