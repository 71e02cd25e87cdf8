package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.filed.ReadPackages;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Records;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who reads a page changes nothing; what waits for a package is done by the job that read it. */
class ReadingPagesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private ReadPackages readPackages;
  @Autowired private PublicLedger ledger;
  @Autowired private Records records;

  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  /** What stands of an application and a package in every table that a filing touches. */
  private String contents(UUID application, UUID packageId) {
    return jdbc.sql(
            """
            select concat_ws(' ',
              (select count(*) from test_run where package_id = :package),
              (select md5(string_agg(p::text, '' order by package_id))
                 from application_package p where application_id = :id),
              (select a::text from application a where id = :id),
              (select md5(string_agg(l::text, '' order by package_id))
                 from launch_build l where application_id = :id),
              (select md5(string_agg(a::text, '' order by field, item))
                 from answer a where application_id = :id))
            """)
        .param("id", application)
        .param("package", packageId)
        .query(String.class)
        .single();
  }

  @Test
  void launchBuildThatWasRead_isNotCompared_byWhoeverLooks_butByTheJob() throws Exception {
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    FilingNumber number = steps.accepted(id);
    UUID build =
        steps.stage.plant(
            steps.stage.facts("主办单位：" + steps.stage.name, "备案编号：" + number), steps.handler);
    jdbc.sql(
            "insert into launch_build (application_id, package_id, outcome, detail, handed_in_by, handed_in_at)"
                + " values (?, ?, 'WAITING', '', ?, now())")
        .params(id, build, steps.stage.id(steps.handler))
        .update();
    long size = ledger.size();
    String before = contents(id, build);
    WebSession approver = WebSession.of(server, url(""), steps.approver);
    approver.page("/applications/" + id);
    approver.page("/packages/" + build);
    assertThat(contents(id, build)).isEqualTo(before);
    assertThat(ledger.size()).isEqualTo(size);

    readPackages.goOn(build);
    assertThat(ledger.size()).isEqualTo(size + 1);
    assertThat(records.find(number.toString()).orElseThrow().numberSeenOn()).isPresent();
    readPackages.goOn(build);
    assertThat(ledger.size()).as("done twice").isEqualTo(size + 1);
  }

  @Test
  void draftWhosePackageWasRead_isNotAnswered_byWhoeverLooks_butByTheJob() throws Exception {
    UUID draft = steps.draft();
    UUID added = steps.stage.plant(steps.stage.facts("巡河记录"), steps.handler);
    jdbc.sql(
            "insert into application_package (application_id, package_id, part, identity, added_at)"
                + " values (?, ?, 'REVIEW', '', now())")
        .params(draft, added)
        .update();
    String before = contents(draft, added);
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/applications/" + draft)).contains("正在读取");
    handler.page("/packages/" + added);
    assertThat(contents(draft, added)).isEqualTo(before);

    readPackages.goOn(added);
    assertThat(steps.file(draft).packages())
        .singleElement()
        .satisfies(one -> assertThat(one.test()).isPresent());
  }

  @Test
  void packageOfAnEarlierServer_thatWasReadAndNotGoneOnWith_isFound() throws Exception {
    UUID draft = steps.draft();
    UUID added = steps.stage.plant(steps.stage.facts("巡河记录"), steps.handler);
    jdbc.sql(
            "insert into application_package (application_id, package_id, part, identity, added_at)"
                + " values (?, ?, 'REVIEW', '', now())")
        .params(draft, added)
        .update();
    ApplicationStore store = server.getBean(ApplicationStore.class);
    assertThat(store.packagesLeft()).contains(added);
    readPackages.goOn(added);
    assertThat(store.packagesLeft()).doesNotContain(added);
  }

  private void add(UUID draft, UUID packageId) {
    jdbc.sql(
            "insert into application_package (application_id, package_id, part, identity, added_at)"
                + " values (?, ?, 'REVIEW', '', now())")
        .params(draft, packageId)
        .update();
  }

  @Test
  void packageOfSeveralApplications_ofWhichOneFails_isGoneOnWithInTheOthers() throws Exception {
    UUID added = steps.stage.plant(steps.stage.facts("巡河记录"), steps.handler);
    List<UUID> drafts = List.of(steps.draft(), steps.draft(), steps.draft());
    drafts.forEach(draft -> add(draft, added));
    UUID broken = drafts.get(1);
    jdbc.sql("update application set state = 'ACCEPTED', app_name = '无号' where id = ?")
        .param(broken)
        .update();
    jdbc.sql(
            "insert into launch_build (application_id, package_id, outcome, detail, handed_in_by, handed_in_at)"
                + " values (?, ?, 'WAITING', '', ?, now())")
        .params(broken, added, steps.stage.id(steps.handler))
        .update();
    jdbc.sql(
            """
            insert into filing_record (number, app_id, application_id, organization_id, kind, state,
              app_name, sponsor_name, credit_code, division, filed_on, summary, revision)
            select 'ZW-A-820000-2999-000001-X', app_id, id, organization_id, 'A', 'FILED', '无号', '',
              '', '820000', date '2999-01-01', '{}', 1 from application where id = ?
            """)
        .param(broken)
        .update();
    try {
      assertThatThrownBy(() -> readPackages.goOn(added)).hasMessageContaining(broken.toString());
    } finally {
      jdbc.sql("delete from filing_record where application_id = ?").param(broken).update();
    }
    for (UUID draft : drafts) {
      if (!draft.equals(broken)) {
        assertThat(tested(draft)).as("test of %s", draft).isPresent();
      }
    }
  }

  /** The test of the only package of an application. */
  private Optional<UUID> tested(UUID application) {
    return jdbc.sql("select test_id from application_package where application_id = ?")
        .param(application)
        .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
        .single();
  }

  @Test
  void packageWhoseFactsAreGone_isPassedOver() throws Exception {
    UUID draft = steps.draft();
    UUID added = steps.stage.plant(steps.stage.facts("巡河记录"), steps.handler);
    add(draft, added);
    jdbc.sql(
            "update inspection i set facts_digest = ? from package_upload p where p.id = ?"
                + " and p.sha256 = i.sha256 and p.app_id = i.app_id")
        .params("0".repeat(64), added)
        .update();
    readPackages.goOn(added);
    assertThat(tested(draft)).isEmpty();
  }

  @Test
  void writeWhileAPageIsRead_isRefused() {
    RequestContextHolder.setRequestAttributes(
        new ServletRequestAttributes(new MockHttpServletRequest("GET", "/")));
    try {
      assertThatThrownBy(() -> jdbc.sql("update application set version = version").update())
          .hasMessageContaining("reading a page writes");
      jdbc.sql("select id from application limit 1 for update").query().listOfRows();
    } finally {
      RequestContextHolder.resetRequestAttributes();
    }
  }
}
