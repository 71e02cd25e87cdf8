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
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * An invented country: units at all levels and users of every role, all with one known password.
 */
@Component
@ConditionalOnProperty("beian.demo")
@Order(10)
class DemoLoader implements ApplicationRunner {
  /** Known to everybody, so the demo runs on loopback only. */
  static final String PASSWORD = "beian-demo-2026";

  private static final Logger LOG = LoggerFactory.getLogger(DemoLoader.class);

  private final Identity identity;
  private final Organizations organizations;
  private final Accounts accounts;
  private final ObjectProvider<DemoStep> steps;
  private final String address;
  private int serial;

  DemoLoader(
      Identity identity,
      Organizations organizations,
      Accounts accounts,
      ObjectProvider<DemoStep> steps,
      @Value("${server.address:0.0.0.0}") String address) {
    this.identity = identity;
    this.organizations = organizations;
    this.accounts = accounts;
    this.steps = steps;
    this.address = address;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    refuseOpenAddress();
    List<Person> people = new ArrayList<>();
    if (identity.organizations().isEmpty()) {
      List<Organization> units = units();
      people.addAll(people(units));
      DemoCountry country = new DemoCountry(units, people);
      steps.orderedStream().forEach(step -> step.load(country));
    } else {
      identity.organizations().forEach(unit -> people.addAll(identity.people(unit.id())));
    }
    LOG.info(
        "Demo users, password {} :\n{}",
        PASSWORD,
        people.stream().map(this::line).collect(Collectors.joining("\n")));
  }

  private String line(Person person) {
    return "  "
        + person.login()
        + "  "
        + identity.organization(person.organizationId()).name()
        + "  "
        + person.roles().stream().map(Role::name).sorted().collect(Collectors.joining(", "));
  }

  private void refuseOpenAddress() {
    try {
      if (!InetAddress.getByName(address).isLoopbackAddress()) {
        throw new IllegalStateException(
            "--demo has well-known passwords and runs on a loopback address only, not on "
                + address);
      }
    } catch (UnknownHostException e) {
      throw new IllegalStateException("server.address cannot be resolved: " + address, e);
    }
  }

  private List<Organization> units() {
    List<Organization> units = new ArrayList<>();
    Organization nation = add(units, "国家互联网信息办公室（演示）", OrganizationLevel.CENTRAL, "100000", null);
    add(units, "示例部（演示）", OrganizationLevel.CENTRAL, "100000", null);
    Organization province =
        add(units, "云江省互联网信息办公室", OrganizationLevel.PROVINCIAL, "330000", nation);
    add(units, "云江省政务服务管理局", OrganizationLevel.PROVINCIAL, "330000", null);
    Organization city = add(units, "云州市水务局", OrganizationLevel.PREFECTURE, "330100", province);
    add(units, "云州市总工会", OrganizationLevel.PREFECTURE, "330100", province);
    Organization county = add(units, "清溪县民政局", OrganizationLevel.COUNTY, "330122", city);
    add(units, "清溪县柳树镇人民政府", OrganizationLevel.TOWNSHIP, "330122", county);
    Organization other = add(units, "海宁省互联网信息办公室", OrganizationLevel.PROVINCIAL, "350000", nation);
    add(units, "海宁省政务服务数据管理局", OrganizationLevel.PROVINCIAL, "350000", null);
    add(units, "鹭港市交通运输局", OrganizationLevel.PREFECTURE, "350200", other);
    return units;
  }

  private Organization add(
      List<Organization> units,
      String name,
      OrganizationLevel level,
      String division,
      @Nullable Organization parent) {
    OrganizationKind kind =
        name.endsWith("总工会") ? OrganizationKind.MASS_ORGANISATION : OrganizationKind.ORGAN;
    Organization unit =
        organizations.create(
            new NewOrganization(
                name,
                creditCode(kind, division),
                level,
                kind,
                division,
                parent == null ? null : parent.id(),
                Route.of(level)));
    units.add(unit);
    return unit;
  }

  private String creditCode(OrganizationKind kind, String division) {
    serial++;
    String body =
        (kind == OrganizationKind.ORGAN ? "11" : "81")
            + division
            + "MB"
            + String.format(java.util.Locale.ROOT, "%07d", serial);
    return body + CreditCode.checkCharacter(body);
  }

  private List<Person> people(List<Organization> units) {
    List<Person> people = new ArrayList<>();
    DemoCountry country = new DemoCountry(units, List.of());
    Organization nation = units.get(0);
    add(people, "admin", "管理员", nation, "100000", Role.SYSTEM_ADMINISTRATOR);
    add(people, "rules", "规则员", nation, "100000", Role.RULEBOOK_ADMINISTRATOR);
    add(people, "national", "国审员", nation, "100000", Role.NATIONAL_REVIEWER);
    add(people, "signer", "签发人", nation, "100000", Role.SIGNER);
    add(people, "supervisor", "监督员", nation, "100000", Role.SUPERVISOR);
    add(people, "auditor", "审计员", nation, "100000", Role.AUDITOR);
    add(
        people,
        "province",
        "省审员",
        country.organization("云江省互联网信息办公室"),
        "330000",
        Role.COMPLETENESS_REVIEWER);
    add(
        people,
        "service",
        "会审员",
        country.organization("云江省政务服务管理局"),
        "330000",
        Role.GOVERNMENT_SERVICE_REVIEWER);
    add(
        people,
        "province2",
        "省审员乙",
        country.organization("海宁省互联网信息办公室"),
        "350000",
        Role.COMPLETENESS_REVIEWER);
    add(
        people,
        "service2",
        "会审员乙",
        country.organization("海宁省政务服务数据管理局"),
        "350000",
        Role.GOVERNMENT_SERVICE_REVIEWER);
    sponsor(people, "city", country.organization("云州市水务局"));
    sponsor(people, "union", country.organization("云州市总工会"));
    sponsor(people, "county", country.organization("清溪县民政局"));
    sponsor(people, "ministry", country.organization("示例部（演示）"));
    sponsor(people, "harbour", country.organization("鹭港市交通运输局"));
    return people;
  }

  private void sponsor(List<Person> people, String login, Organization unit) {
    add(people, login, "经办人", unit, unit.division(), Role.HANDLER);
    add(people, login + "-head", "负责人", unit, unit.division(), Role.APPROVER);
  }

  private void add(
      List<Person> people, String login, String name, Organization unit, String region, Role role) {
    people.add(
        accounts.createForDemo(
            new NewPerson(
                login,
                name,
                "",
                "010-00000000",
                login + "@example.gov.cn",
                unit.id(),
                Set.of(role),
                region),
            PASSWORD));
  }
}
