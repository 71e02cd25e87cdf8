package cn.beian.server.browser;

import cn.beian.facts.FactSet;
import cn.beian.filing.Role;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import cn.beian.server.WebSession;
import cn.beian.server.filings.drafting.ApprovalOfDraft;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.identity.Organizations;
import cn.beian.server.rulebooks.RulebookSteps;
import cn.beian.server.supervision.SupervisionSteps;
import cn.beian.server.testing.CompanionBuilds;
import cn.beian.server.testing.PlantedPackages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A sponsor and the officials it meets, who have been there for a while. */
final class Cast {
  static final String PASSWORD = WebSession.PASSWORD;

  private final ApplicationContext server;
  private final Organizations organizations;
  final String unitName;
  private final UUID unit;
  private final UUID province;
  private final UUID nation;
  final Login handler;
  final Login approver;
  final Login firstSeat;
  final Login secondSeat;
  final Login reviewer;
  final Login signer;
  final Login supervisor;
  final Login projectReviewer;
  final String upperName;
  final Login upperApprover;

  private Cast(ApplicationContext server, OrganizationLevel level, String division, Route route) {
    this.server = server;
    organizations = server.getBean(Organizations.class);
    unitName = "水务局" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    unit = unit(unitName, level, division, route);
    province = unit("云江省网信办", OrganizationLevel.PROVINCIAL, "330000", Route.LOCAL);
    nation = unit("国家网信办", OrganizationLevel.CENTRAL, "100000", Route.MINISTRY);
    handler = ofSponsor("周明", Role.HANDLER);
    approver = ofSponsor("何静", Role.APPROVER);
    firstSeat = person(province, "陈岚", Role.COMPLETENESS_REVIEWER, "330000");
    secondSeat = person(province, "魏青", Role.GOVERNMENT_SERVICE_REVIEWER, "330000");
    reviewer = official("方远", Role.NATIONAL_REVIEWER);
    signer = official("高宁", Role.SIGNER);
    supervisor = person(province, "卢明察", Role.SUPERVISOR, "330000");
    upperName = "水利厅" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    UUID upper = unit(upperName, OrganizationLevel.PROVINCIAL, "330000", Route.LOCAL);
    upperApprover = person(upper, "江源", Role.APPROVER, "330000");
    projectReviewer = person(province, "尹立言", Role.PROJECT_REVIEWER, "330000");
  }

  /** A water office of a prefecture. */
  static Cast local(ApplicationContext server) {
    return new Cast(server, OrganizationLevel.PREFECTURE, "330100", Route.LOCAL);
  }

  /** A water office of a county. */
  static Cast county(ApplicationContext server) {
    return new Cast(server, OrganizationLevel.COUNTY, "330122", Route.LOCAL);
  }

  /** A ministry, which the provinces do not review. */
  static Cast ministry(ApplicationContext server) {
    return new Cast(server, OrganizationLevel.CENTRAL, "100000", Route.MINISTRY);
  }

  /*
   * Applications that were brought to a stage through the services, for walks that begin where
   * another has shown how to get there. Named by their path, as all are.
   */

  /** A draft in which only what was read is answered. */
  String begun(Path apk) throws Exception {
    return "/applications/" + steps().begun(apk);
  }

  /** A draft in which nothing is missing. */
  String filled(Path apk) throws Exception {
    return "/applications/" + steps().filled(apk);
  }

  /** Signed and sent. */
  String sent(Path apk) throws Exception {
    return send(begun(apk));
  }

  /** Found complete by both seats. */
  String complete(Path apk) throws Exception {
    return complete(sent(apk));
  }

  /** Fills what was begun in pages, signs and sends it. */
  String send(String draft) throws Exception {
    steps().send(id(draft));
    return draft;
  }

  /** A draft of a new app reads what is asked about its project from an approval. */
  void refer(String draft, String approval) {
    server
        .getBean(JdbcClient.class)
        .sql("update application set kind = 'INITIAL' where id = :id")
        .param("id", id(draft))
        .update();
    server.getBean(ApprovalOfDraft.class).choose(id(draft), Optional.of(id(approval)));
  }

  /** Both seats find complete what was sent. */
  String complete(String sent) {
    steps().complete(id(sent));
    return sent;
  }

  /** Accepted by the nation: it has its number. */
  String accepted(String complete) {
    steps().accepted(id(complete));
    return complete;
  }

  /** Path of the case of supervision that stricter rules open for what was accepted. */
  String supervised(String accepted) throws IOException {
    int version =
        RulebookSteps.strictVersion(
            server,
            login -> steps().as(login),
            official("吴立言", Role.RULEBOOK_ADMINISTRATOR).name(),
            signer.name());
    return "/supervision/" + SupervisionSteps.open(server, version, id(accepted)).orElseThrow();
  }

  /** The number of what was accepted. */
  String number(String accepted) {
    return server
        .getBean(JdbcClient.class)
        .sql("select number from application where id = ?")
        .param(id(accepted))
        .query(String.class)
        .single();
  }

  /** The page of the app of a record. */
  String appOf(String number) {
    return "/apps/"
        + server
            .getBean(JdbcClient.class)
            .sql("select app_id from filing_record where number = ?")
            .param(number)
            .query(UUID.class)
            .single();
  }

  private static UUID id(String application) {
    return UUID.fromString(application.substring(application.lastIndexOf('/') + 1));
  }

  private FilingSteps steps() {
    return FilingSteps.of(
        server,
        unit,
        unitName,
        new FilingSteps.People(
            handler.name(),
            approver.name(),
            firstSeat.name(),
            secondSeat.name(),
            reviewer.name(),
            signer.name()));
  }

  /** One more person of the sponsor. */
  Login ofSponsor(String name, Role role) {
    return person(unit, name, role, "330100");
  }

  /** One more person of the national office. */
  Login official(String name, Role role) {
    return person(nation, name, role, "100000");
  }

  /** A package of the sponsor with these facts, as if its handler had handed it in. */
  UUID plant(FactSet facts) throws IOException {
    return PlantedPackages.plant(server, facts, unit, handlerId());
  }

  /** The handler puts a test build beside a protected release. */
  void putBeside(UUID release, UUID testBuild) {
    server.getBean(CompanionBuilds.class).put(release, testBuild, handlerId());
  }

  private UUID handlerId() {
    return server
        .getBean(JdbcClient.class)
        .sql("select id from user_account where login = ?")
        .param(handler.name())
        .query(UUID.class)
        .single();
  }

  private UUID unit(String name, OrganizationLevel level, String division, Route route) {
    return organizations
        .create(
            new Organizations.NewOrganization(
                name, creditCode(division), level, OrganizationKind.ORGAN, division, null, route))
        .id();
  }

  private Login person(UUID of, String name, Role role, String region) {
    Login login = new Login("u" + UUID.randomUUID().toString().replace("-", ""), PASSWORD);
    server // invitations take two persons, whose way FromNothingBrowserTest walks
        .getBean(JdbcClient.class)
        .sql(
            "insert into user_account (id, login, name, post, telephone, email, organization_id,"
                + " roles, region, created_at) values (gen_random_uuid(), ?, ?, '科员', '0571-1',"
                + " 'a@example.gov.cn', ?, string_to_array(?, ','), ?, '2026-11-01T00:00:00Z')")
        .params(login.name(), name, of, role.name(), region)
        .update();
    WebSession.givePassword(server, login.name());
    return login;
  }

  /** Has one administrator change the level of the unit, which waits for another. */
  void raiseUnit(Login administrator) {
    server
        .getBean(JdbcClient.class)
        .sql(
            "insert into unit_placement_change (organization_id, name, credit_code, level, kind,"
                + " division, route, changed_by, changed_at)"
                + " select o.id, o.name, o.credit_code, 'TOWNSHIP', o.kind, o.division, o.route, array[a.id], now()"
                + " from organization o, user_account a where o.name = ? and a.login = ?")
        .params(unitName, administrator.name())
        .update();
  }

  /** A code that nobody else has. */
  static String creditCode(String division) {
    long number = ThreadLocalRandom.current().nextLong(1_000_000_000L);
    String first = "11" + division + String.format(java.util.Locale.ROOT, "%09d", number);
    return first + CreditCode.checkCharacter(first);
  }
}
