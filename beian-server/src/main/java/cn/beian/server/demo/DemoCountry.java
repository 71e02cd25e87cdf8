package cn.beian.server.demo;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import cn.beian.server.identity.Accounts;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.NewPerson;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Organizations;
import cn.beian.server.identity.Organizations.NewOrganization;
import cn.beian.server.identity.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** An invented country: units at all levels and users of every role, all with one password. */
@Component
@ConditionalOnProperty("beian.demo")
class DemoCountry {
  private static final Logger LOG = LoggerFactory.getLogger(DemoCountry.class);

  /** Known to everybody, so the demo runs on loopback only. */
  static final String PASSWORD = "beian-demo-2026";

  private static final String NATION = "国家互联网信息办公室（演示）";

  private record Unit(
      String name, OrganizationLevel level, OrganizationKind kind, String division, String above) {}

  private record Account(String login, String name, String post, String unit, Role role) {}

  private static final List<Unit> UNITS =
      List.of(
          organ(NATION, OrganizationLevel.CENTRAL, "100000", ""),
          organ("示例部（演示）", OrganizationLevel.CENTRAL, "100000", ""),
          organ("云江省互联网信息办公室", OrganizationLevel.PROVINCIAL, "330000", NATION),
          organ("云江省政务服务管理局", OrganizationLevel.PROVINCIAL, "330000", ""),
          organ("云江省教育厅", OrganizationLevel.PROVINCIAL, "330000", ""),
          organ("云州市水务局", OrganizationLevel.PREFECTURE, "330100", "云江省互联网信息办公室"),
          new Unit(
              "云州市总工会",
              OrganizationLevel.PREFECTURE,
              OrganizationKind.MASS_ORGANISATION,
              "330100",
              ""),
          new Unit(
              "云州市图书馆",
              OrganizationLevel.PREFECTURE,
              OrganizationKind.PUBLIC_INSTITUTION,
              "330100",
              ""),
          organ("清溪县民政局", OrganizationLevel.COUNTY, "330122", "云州市水务局"),
          organ("清溪县柳树镇人民政府", OrganizationLevel.TOWNSHIP, "330122", "云州市水务局"),
          organ("海宁省互联网信息办公室", OrganizationLevel.PROVINCIAL, "350000", NATION),
          organ("海宁省政务服务数据管理局", OrganizationLevel.PROVINCIAL, "350000", ""),
          organ("海宁省应急管理厅", OrganizationLevel.PROVINCIAL, "350000", ""),
          organ("鹭港市交通运输局", OrganizationLevel.PREFECTURE, "350200", "海宁省互联网信息办公室"),
          organ("鹭港市卫生健康委员会", OrganizationLevel.PREFECTURE, "350200", ""),
          organ("云江省发展和改革委员会", OrganizationLevel.PROVINCIAL, "330000", ""));

  private static final List<Account> ACCOUNTS =
      List.of(
          new Account("city", "林知远", "信息科科员", "云州市水务局", Role.HANDLER),
          new Account("city-head", "顾清和", "副局长", "云州市水务局", Role.APPROVER),
          new Account("education", "许映秋", "信息中心干部", "云江省教育厅", Role.HANDLER),
          new Account("education-head", "陶景明", "副厅长", "云江省教育厅", Role.APPROVER),
          new Account("union", "梁一诺", "权益部干部", "云州市总工会", Role.HANDLER),
          new Account("union-head", "沈若谷", "副主席", "云州市总工会", Role.APPROVER),
          new Account("library", "温书言", "技术部馆员", "云州市图书馆", Role.HANDLER),
          new Account("library-head", "纪怀瑾", "副馆长", "云州市图书馆", Role.APPROVER),
          new Account("county", "方小禾", "养老股股员", "清溪县民政局", Role.HANDLER),
          new Account("county-head", "贺守成", "副局长", "清溪县民政局", Role.APPROVER),
          new Account("town", "柳青田", "党政办干部", "清溪县柳树镇人民政府", Role.HANDLER),
          new Account("town-head", "石远山", "副镇长", "清溪县柳树镇人民政府", Role.APPROVER),
          new Account("harbour", "江晚舟", "科技处干部", "鹭港市交通运输局", Role.HANDLER),
          new Account("harbour-head", "叶闻涛", "副局长", "鹭港市交通运输局", Role.APPROVER),
          new Account("health", "白芷兰", "规划信息处干部", "鹭港市卫生健康委员会", Role.HANDLER),
          new Account("health-head", "杜仲文", "副主任", "鹭港市卫生健康委员会", Role.APPROVER),
          new Account("emergency", "雷定安", "指挥中心干部", "海宁省应急管理厅", Role.HANDLER),
          new Account("emergency-head", "岳平川", "副厅长", "海宁省应急管理厅", Role.APPROVER),
          new Account("ministry", "章启明", "信息办干部", "示例部（演示）", Role.HANDLER),
          new Account("ministry-head", "程望舒", "办公厅副主任", "示例部（演示）", Role.APPROVER),
          new Account("city-admin", "于守正", "办公室干部", "云州市水务局", Role.UNIT_ADMINISTRATOR),
          new Account("province", "姚思齐", "网评处干部", "云江省互联网信息办公室", Role.COMPLETENESS_REVIEWER),
          new Account("service", "范嘉树", "审批处干部", "云江省政务服务管理局", Role.GOVERNMENT_SERVICE_REVIEWER),
          new Account("province2", "苏听澜", "网管处干部", "海宁省互联网信息办公室", Role.COMPLETENESS_REVIEWER),
          new Account("service2", "夏逢春", "业务处干部", "海宁省政务服务数据管理局", Role.GOVERNMENT_SERVICE_REVIEWER),
          new Account("national", "宋以宁", "审核员", NATION, Role.NATIONAL_REVIEWER),
          new Account("signer", "秦正则", "签发人", NATION, Role.SIGNER),
          new Account("supervisor", "卢明察", "监督员", NATION, Role.SUPERVISOR),
          new Account("projects", "尹立言", "评审处干部", "云江省发展和改革委员会", Role.PROJECT_REVIEWER),
          new Account("rules", "吴立言", "规则管理员", NATION, Role.RULEBOOK_ADMINISTRATOR),
          new Account("admin", "何守一", "系统管理员", NATION, Role.SYSTEM_ADMINISTRATOR),
          new Account("admin2", "邵同心", "系统管理员", NATION, Role.SYSTEM_ADMINISTRATOR),
          new Account("auditor", "丁复核", "审计员", NATION, Role.AUDITOR));

  private final Identity identity;
  private final Organizations organizations;
  private final Accounts accounts;

  DemoCountry(Identity identity, Organizations organizations, Accounts accounts) {
    this.identity = identity;
    this.organizations = organizations;
    this.accounts = accounts;
  }

  private static Unit organ(String name, OrganizationLevel level, String division, String above) {
    return new Unit(name, level, OrganizationKind.ORGAN, division, above);
  }

  /**
   * Makes whatever is not there yet; what was interrupted goes on at the next start. A unit is
   * known by its credit code and a person by his login, whatever somebody has changed of them
   * since; what cannot be made beside that is left.
   */
  void load() {
    for (int i = 0; i < UNITS.size(); i++) {
      Unit unit = UNITS.get(i);
      if (known(unit.name()).isEmpty()) {
        int serial = i + 1;
        orLeave(unit.name(), () -> make(unit, serial, known(unit.above())));
      }
    }
    for (Account account : ACCOUNTS) {
      if (identity.personByLogin(account.login()).isEmpty()) {
        orLeave(account.login(), () -> make(account, unit(account.unit())));
      }
    }
  }

  private static void orLeave(String what, Runnable act) {
    try {
      act.run();
    } catch (RuntimeException e) { // whatever it is, the server starts without it
      LOG.warn("{} of the demo cannot be made and is left: {}", what, e.toString());
    }
  }

  private Organization make(Unit unit, int serial, Optional<Organization> above) {
    return organizations.create(
        new NewOrganization(
            unit.name(),
            creditCode(unit, serial),
            unit.level(),
            unit.kind(),
            unit.division(),
            above.map(Organization::id).orElse(null),
            Route.of(unit.level())));
  }

  private static String creditCode(Unit unit, int serial) {
    String registeredBy =
        switch (unit.kind()) {
          case ORGAN -> "11";
          case MASS_ORGANISATION -> "81";
          default -> "12";
        };
    String body =
        registeredBy + unit.division() + "MB" + String.format(Locale.ROOT, "%07d", serial);
    return body + CreditCode.checkCharacter(body);
  }

  private void make(Account account, Organization unit) {
    accounts.createForDemo(
        new NewPerson(
            account.login(),
            account.name(),
            account.post(),
            "010-00000000",
            account.login() + "@example.gov.cn",
            unit.id(),
            Set.of(account.role()),
            unit.division()),
        PASSWORD);
  }

  /**
   * The unit of a name, whatever it is called now.
   *
   * @throws NoSuchElementException where it is there no more
   */
  Organization unit(String name) {
    return known(name).orElseThrow(() -> new NoSuchElementException("no unit " + name));
  }

  private Optional<Organization> known(String name) {
    return IntStream.range(0, UNITS.size())
        .filter(i -> UNITS.get(i).name().equals(name))
        .mapToObj(i -> creditCode(UNITS.get(i), i + 1))
        .flatMap(
            code ->
                identity.organizations().stream().filter(unit -> unit.creditCode().equals(code)))
        .findFirst();
  }

  /**
   * The person of a unit who holds a role.
   *
   * @throws NoSuchElementException where nobody does any more
   */
  Person person(UUID unitId, Role role) {
    return identity.people(unitId, role).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("nobody of the unit is " + role));
  }

  /**
   * Whose office a role is for a division.
   *
   * @throws NoSuchElementException where nobody has it any more
   */
  Person official(Role role, String division) {
    return identity.officials(role, division).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("nobody is " + role + " for " + division));
  }

  /** All users of the demo, in the order in which a case passes them. */
  List<Person> people() {
    Map<String, Person> byLogin = new LinkedHashMap<>();
    identity
        .organizations()
        .forEach(
            unit ->
                identity.people(unit.id()).forEach(person -> byLogin.put(person.login(), person)));
    return ACCOUNTS.stream()
        .map(account -> byLogin.get(account.login()))
        .filter(Objects::nonNull)
        .toList();
  }
}
