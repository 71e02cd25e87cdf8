package cn.beian.server.web.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FormField;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.SupervisionCause;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.identity.AccountRequest;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.trail.StandingKind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** No code of a program in the trail as people read it. */
class AuditWordsTest extends ServerTest {
  private static final UUID UNIT = UUID.fromString("0193aaaa-0000-7000-8000-00000000ad18");
  private static final Pattern RECORDED =
      Pattern.compile(
          "audit\\s*\\.record(?:As)?\\(\\s*(?:AuditTrail\\.PUBLIC,\\s*)?\"([a-zA-Z.-]+[a-zA-Z])\"");

  @Autowired private AuditWords words;
  @Autowired private AuditNames names;
  @Autowired private Identity identity;
  @Autowired private AuditTrail audit;
  @Autowired private ApplicationContext server;

  @Test
  void everyAction_thatTheCodeRecords_hasWordsOfItsOwnInBothLanguages() throws IOException {
    List<String> actions = actions();
    for (Locale locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
      assertThat(actions)
          .allSatisfy(one -> assertThat(words.action(one, locale)).isNotEqualTo(one));
      assertThat(actions).extracting(one -> words.action(one, locale)).doesNotHaveDuplicates();
    }
  }

  @Test
  void stateOfTheRegister_hasWords_andItsDetailIsLeftToPrograms() {
    for (Locale locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
      for (StandingKind kind : StandingKind.values()) {
        assertThat(words.action(kind.action(), locale)).isNotEqualTo(kind.action());
        assertThat(words.detail(kind.action(), "level=COUNTY unit=01a2", locale))
            .contains("audit verify")
            .doesNotContain("=");
      }
      assertThat(words.detail("account.standing", "login=a roles=HANDLER", locale))
          .doesNotContain("login=");
    }
  }

  @Test
  void everyFieldOfTheForm_isToldByItsLabel_withoutTheItemItIsAskedFor() {
    assertThat(FieldDictionary.fields()).extracting(FormField::id).contains("operation.ipv6");
    for (Locale locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
      for (FormField field : FieldDictionary.fields()) {
        String label = words.detail(field.id(), locale);
        assertThat(label).isNotEqualTo(field.id());
        for (String item : List.of("f1", "s12", "FORM-101", UNIT.toString())) {
          assertThat(words.detail("x, " + field.id() + "@" + item + ", 2", locale))
              .isEqualTo("x, " + label + ", 2");
        }
      }
      assertThat(words.detail("wang.li@example.org", locale)).isEqualTo("wang.li@example.org");
    }
  }

  /** Every action that the code records. */
  private static List<String> actions() throws IOException {
    List<String> actions = new ArrayList<>(List.of("request.decline", "request.withdraw"));
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        Matcher found = RECORDED.matcher(Files.readString(file));
        while (found.find()) {
          actions.add(found.group(1));
        }
      }
    }
    for (AccountRequest.Kind kind : AccountRequest.Kind.values()) {
      actions.add("request.ask." + kind);
      actions.add("request.confirm." + kind);
    }
    for (ApplicationCause cause : ApplicationCause.values()) {
      actions.add("filing." + cause);
    }
    for (SupervisionCause cause : SupervisionCause.values()) {
      actions.add("supervision." + cause);
    }
    assertThat(actions).hasSizeGreaterThan(30).contains("account.invite", "file.read");
    return actions.stream().distinct().toList();
  }

  @Test
  void codes_keysAndIds_areWordsNamesAndLinks() {
    Person auditor = identity.personByLogin(person(UNIT, "AUDITOR")).orElseThrow();
    Person administrator =
        identity.personByLogin(person(UNIT, "SYSTEM_ADMINISTRATOR")).orElseThrow();
    Locale zh = Locale.CHINESE;
    assertThat(words.detail("[HANDLER, SIGNER] 330100", zh)).isEqualTo("经办人, 签发人 330100");
    assertThat(words.detail("DRAFT -> COMPLETENESS_REVIEW", zh)).doesNotContainPattern("[A-Z]");
    assertThat(words.detail("NATIONAL_REVIEW -> ACCEPTED", zh)).isEqualTo("国家审核中 → 已准予备案");
    assertThat(words.detail("FORM-101 ACCEPTED", zh)).as("a judgement").isEqualTo("FORM-101 认可");
    assertThat(words.detail("局 330100 PREFECTURE PUBLIC_INSTITUTION LOCAL -", zh))
        .doesNotContainPattern("[A-Z]");
    assertThat(words.detail("app.name, review.apk", zh)).isEqualTo("应用名称, review.apk");
    assertThat(words.detail("FORM-101 CONFIRMED", zh)).isEqualTo("FORM-101 属实");
    assertThat(words.detail("ACCEPTANCE", zh)).doesNotContainPattern("[A-Z]");
    assertThat(words.detail("3 cases handed over", zh)).isEqualTo("3 件案件已移交");
    String account = "account:" + auditor.id();
    assertThat(subject(account, auditor).text()).contains("经办人", auditor.login());
    assertThat(subject(account, auditor).path()).isNull();
    assertThat(subject(account, administrator).path()).isEqualTo("/admin/people/" + auditor.id());
    assertThat(subject("organization:" + UNIT, auditor).text()).isEqualTo("单位 云州市水务局");
    assertThat(subject("policy:supplement.workdays", auditor))
        .satisfies(
            one -> {
              assertThat(one.path()).isEqualTo("/admin/policies/supplement.workdays");
              assertThat(one.text()).doesNotContain("supplement");
            });
    assertThat(subject("policy:independentDevelopment.lowestLevel", auditor).text())
        .isEqualTo("参数 可自行开发的最低层级");
    assertThat(subject("policy:review.oldKey", auditor).text()).isEqualTo("参数 先前版本的一项参数");
    assertThat(words.actor("system", names.of(Set.of(), Set.of()), auditor, zh).text())
        .isEqualTo("系统");
  }

  /** What the page says of a state is looked for, not only its code. */
  @Test
  void trail_isSearchedByTheWordsShown_andItsFileLikewise() throws Exception {
    String mark = "m" + Unique.word();
    audit.recordAs(AuditTrail.PUBLIC, "work.exported", "work:list", mark + " RECTIFICATION_DUE");
    WebSession auditor = WebSession.of(server, url(""), person(UNIT, "AUDITOR"));
    for (String typed : List.of("待整改", "rectification_due", "待办列表", mark)) {
      String query = "?what=work.exported&object=" + URLEncoder.encode(typed, UTF_8);
      assertThat(auditor.page("/admin/audit" + query)).as(typed).contains(mark);
      assertThat(auditor.page("/admin/audit.csv" + query)).as(typed).contains(mark);
    }
    assertThat(auditor.page("/admin/audit?object=" + mark + "x")).contains("没有符合条件的记录");
  }

  private AuditWords.Named subject(String subject, Person reader) {
    return words.subject(subject, names.of(Set.of(), Set.of(subject)), reader, Locale.CHINESE);
  }

  @Test
  void answerOfAPackage_isToldWithoutTheIdOfIt() {
    String detail = "app.version@01a21d7f-7ad8-75ca-9935-cd78e06385a8, app.userUnits";
    assertThat(words.detail(detail, Locale.ENGLISH)).doesNotContain("@").contains(", ");
  }
}
