package cn.beian.server.endings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.audit.AccountCheck;
import cn.beian.server.audit.AuditCheck.Fault;
import cn.beian.server.audit.RegisterCheck;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.RecordCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the owner of the database changes past the server, each in a transaction that is rolled
 * back: what {@code ledger fsck} or the accounts of {@code audit verify} find, and what neither
 * does.
 */
class OwnersChangesTest extends OwnersScene {
  private static final String OTHER_UNIT =
      "(select id from organization where id <> t.organization_id order by id limit 1)";

  /** Tables of which triggers refuse changes, which the owner switches off. */
  private static final List<String> GUARDED =
      List.of("issued_letter", "filing_certificate", "rulebook", "rulebook_version");

  @Autowired private PublicLedger ledger;

  /** Rows that decide on cases without a ledger entry, and who may confirm a request. */
  private static Map<String, String> beforeAnyEntry() {
    Map<String, String> changes = new LinkedHashMap<>();
    String ofUnit = " where organization_id = :raised";
    changes.put(
        "who changed a unit",
        "update unit_placement_change set changed_by = array[:account]::uuid[]" + ofUnit);
    changes.put("waiting change taken out", "delete from unit_placement_change" + ofUnit);
    changes.put(
        "who asked for roles",
        "update account_request set requested_by = :account where id = :asked");
    changes.put(
        "roles asked for", "update account_request set roles = array['SIGNER'] where id = :asked");
    changes.put(
        "who proposed a parameter",
        "update policy_request set asked_by = :account where state = 'OPEN' and source = ':source'");
    changes.put(
        "who proposed a calendar",
        "update holiday_notice_request set requested_by = :account"
            + " where state = 'OPEN' and citation = ':source'");
    String ofCase = " where application_id = :open";
    changes.put("open vote", "update seat_vote set reason = '同意'" + ofCase);
    changes.put("open vote taken out", "delete from seat_vote" + ofCase);
    changes.put(
        "open vote put in",
        """
        insert into seat_vote (application_id, round, seat, decision, voted_by, voted_at)
          select application_id, round + 1, seat, decision, voted_by, voted_at from seat_vote
           where application_id = :open
        """);
    changes.put("exemption", "update exemption set until = until + 365" + ofCase);
    changes.put("exemption taken out", "delete from exemption" + ofCase);
    changes.put(
        "exemption put in",
        """
        insert into exemption (application_id, rule_id, scenario, basis, until, accepted_by,
            accepted_at)
          select application_id, 'FORM-102', scenario, basis, until, accepted_by, accepted_at
            from exemption where application_id = :open
        """);
    changes.put(
        "open judgement", "update judgement set outcome = 'DISMISSED', reason = 'x'" + ofCase);
    changes.put(
        "exception with its step",
        """
        with answered as (insert into level_exception_event
            (case_id, at, actor_id, name, from_state, to_state, day, note, detail)
          values (:exception, now(), :account, 'CONFIRM', 'ASKED', 'CONFIRMED', null, null, '同意'))
        update level_exception set state = 'CONFIRMED', due_on = null, competence = 'REGISTER',
            document_number = '云政办函〔2026〕9号', version = version + 1 where id = :exception
        """);
    changes.put("approval", "update approval_case set purpose = '别的' where id = :approval");
    changes.put(
        "opinion of an approval",
        "update approval_event set detail = '别的' where case_id = :approval");
    changes.put(
        "competent unit confirmed",
        "update competent_unit set state = 'CONFIRMED', confirmed_by = :account,"
            + " confirmed_at = now()"
            + ofUnit);
    changes.put(
        "competent unit put in",
        """
        insert into competent_unit (id, organization_id, upper_id, state, requested_by,
            requested_at, confirmed_by, confirmed_at)
          select gen_random_uuid(), a.organization_id, c.upper_id, 'CONFIRMED', c.requested_by,
                 now(), :account, now()
            from competent_unit c, application a
           where c.organization_id = :raised and a.id = :application
        """);
    String step =
        """
        with opened as (update filing_record set restricted = %s where application_id = %s
          returning application_id)
        insert into application_event (application_id, at, actor_id, name, from_state, to_state)
          select application_id, now(), :account, '%s', 'ACCEPTED', 'ACCEPTED' from opened
        """;
    changes.put(
        "restriction cleared with its step", step.formatted("false", ":restricted", "opened"));
    changes.put(
        "restriction set with its step", step.formatted("true", ":application", "restricted"));
    changes.put(
        "who proposed a restriction",
        "update restriction set proposed_by = :account where application_id = :restricted");
    changes.put(
        "first day of rules",
        "update rulebook_version set effective_from = effective_from - 1 where number = 1");
    changes.put("who drafted rules", "update rulebook set drafted_by = :account");
    return changes;
  }

  /** By what they change; {@code t} is the row, {@code :…} stands for the case. */
  private static Map<String, String> found() {
    Map<String, String> changes = new LinkedHashMap<>();
    String record = "update filing_record t set %s where number = :number";
    changes.put("restriction", record.formatted("restricted = not restricted"));
    changes.put("users", record.formatted("users = '全体干部'"));
    changes.put("sponsor", record.formatted("organization_id = " + OTHER_UNIT));
    changes.put("sponsor's name", record.formatted("sponsor_name = '别的单位'"));
    changes.put("credit code", record.formatted("credit_code = '11330000MB1234567X'"));
    changes.put("issuer", record.formatted("issuer = '别的机关'"));
    changes.put("name", record.formatted("app_name = '别的'"));
    changes.put("state", record.formatted("state = 'REVOKED'"));
    changes.put("official number", record.formatted("official_number = '京网政备〔2026〕9号'"));
    changes.put("day a number was seen", record.formatted("number_seen_on = '2026-01-02'"));
    changes.put("day of filing", record.formatted("filed_on = filed_on - 30"));
    changes.put(
        "package", "update filing_package set sha256 = repeat('0', 64) where number = :number");
    String ofCase = " where application_id = :application";
    changes.put("answer", "update answer set value = '别的'" + ofCase + " and field = 'app.name'");
    changes.put("answer taken out", "delete from answer" + ofCase + " and field = 'app.name'");
    changes.put(
        "who answered", "update answer set answered_by = null, origin = 'PACKAGE'" + ofCase);
    changes.put(
        "vote",
        "update seat_vote set reason = '同意'" + ofCase + " and seat = 'COMPLETENESS_REVIEWER'");
    changes.put(
        "voter",
        "update seat_vote set voted_by = (select handler_id from application where id ="
            + " :application)"
            + ofCase);
    changes.put("vote taken out", "delete from seat_vote" + ofCase);
    changes.put("judgement", "update judgement set reason = '别的'" + ofCase);
    changes.put("judgement taken out", "delete from judgement" + ofCase);
    changes.put("list of demands", "update gap set demand = '别的'" + ofCase);
    changes.put("list taken out", "delete from gap" + ofCase);
    changes.put(
        "time of a step", "update application_event set at = at - interval '9 days'" + ofCase);
    changes.put("who took a step", "update application_event set actor_id = null" + ofCase);
    changes.put(
        "step put in",
        """
        insert into application_event (id, application_id, at, name, from_state, to_state)
          overriding system value values (-1, :application, now(), 'vote', 'COMPLETENESS_REVIEW',
            'COMPLETENESS_REVIEW')
        """);
    changes.put(
        "unit of the case",
        "update application t set organization_id = " + OTHER_UNIT + " where id = :application");
    changes.put("who signed", "update application set signed_by = null where id = :application");
    changes.put(
        "who has a case",
        "update application t set handler_id = signed_by"
            + " where id = :application and handler_id <> signed_by");
    changes.put("state of a case", "update application set state = 'ABANDONED' where id = :open");
    changes.put(
        "last day of a limit", "update application set due_on = '2030-01-01' where id = :open");
    changes.put(
        "step taken back",
        "delete from application_event where id = (select max(id) from application_event"
            + " where application_id = :open)");
    changes.put(
        "unit of an app",
        "update app set owner_id = (select id from organization o where o.id <> owner_id"
            + " order by id limit 1) where id = (select app_id from application"
            + " where id = :application)");
    String ofSponsor =
        " where organization_id = (select organization_id from application"
            + " where id = :application)";
    changes.put("document exchanged", "update attachment set sha256 = repeat('0', 64)" + ofSponsor);
    changes.put(
        "document taken out",
        "delete from attachment"
            + ofSponsor
            + " and not exists (select 1 from draft_document where attachment_id = attachment.id)");
    changes.put("name of a document", "update attachment set file_name = 'x.pdf'" + ofSponsor);
    changes.put(
        "latest test of a package",
        "update application_package set test_id = null where application_id = :application");
    changes.put(
        "package of an open case",
        "update application_package set package_id = (select id from package_upload p"
            + " where p.id <> package_id order by id limit 1) where application_id = :open");
    changes.put(
        "bytes of a package",
        "update package_upload set sha256 = repeat('0', 64) where id in"
            + " (select package_id from application_package where application_id = :open)");
    changes.put(
        "package taken out", "delete from application_package where application_id = :open");
    changes.put(
        "result of a test",
        "update test_run set verdict = 'PASSED' where package_id in"
            + " (select package_id from application_package where application_id = :open)");
    changes.put(
        "launch build put in",
        """
        insert into launch_build (application_id, package_id, outcome, handed_in_by, handed_in_at)
          select application_id, package_id, 'ACCEPTED', :account, now() from application_package
           where application_id = :open
        """);
    changes.put(
        "test by a person put in",
        """
        insert into human_test (application_id, subject, rule_id, passed, tester, tested_on,
            report_id, note, recorded_by, recorded_at)
          values (:open, :open, 'APPLICATION', true, '别人', '2026-01-02', :account, '', :account,
            now())
        """);
    String ofEnding = " where number = :ended";
    changes.put("announcement", "update ending_case set announcement = '别的'" + ofEnding);
    changes.put("last day", "update ending_case set last_day = last_day - 1" + ofEnding);
    changes.put(
        "link of an ending", "update ending_case set target = 'https://x.example/'" + ofEnding);
    changes.put("day of an ending", "update ending_case set due_on = '2030-01-01'" + ofEnding);
    changes.put("report of an ending", "update ending_case set evidence = '别的'" + ofEnding);
    changes.put(
        "salt of a commitment",
        "update filing_revision set case_id = null, case_salt = null where number = :number");
    String ofAccount = " where id = :account";
    changes.put("who made an account", "update user_account set linked_by = :account" + ofAccount);
    changes.put("whose account it is", "update user_account set name = '别人'" + ofAccount);
    changes.put(
        "since when an account is there",
        "update user_account set created_at = created_at - interval '9 days'" + ofAccount);
    changes.put("roles", "update user_account set roles = array['SIGNER']" + ofAccount);
    changes.put("password", "update user_account set password_hash = 'x'" + ofAccount);
    changes.put(
        "link to an account",
        "insert into one_time_link (token_sha256, purpose, account_id, expires_at)"
            + " values (repeat('0', 64), 'RECOVERY', :account, now() + interval '1 day')");
    changes.put("account ended", "update user_account set active = false" + ofAccount);
    changes.put("region", "update user_account set region = '100000'" + ofAccount);
    changes.put("account renamed", "update user_account set login = 'admin2'" + ofAccount);
    changes.put(
        "second factor",
        "insert into account_totp (account_id, secret, set_up_at, last_step)"
            + " values (:account, 'JBSWY3DPEHPK3PXP', now(), 0)");
    changes.put(
        "since when a role is held",
        "update role_holding set given_at = given_at - interval '30 days'"
            + " where account_id = :account");
    String ofUnit = " where id = (select organization_id from application where id = :application)";
    changes.put("unit renamed", "update organization set name = name || '（新）'" + ofUnit);
    changes.put(
        "credit code of a unit",
        "update organization set credit_code = '11330100MB0000009X'" + ofUnit);
    changes.put("route of a unit", "update organization set route = 'MINISTRY'" + ofUnit);
    changes.put("level of a unit", "update organization set level = 'TOWNSHIP'" + ofUnit);
    changes.put(
        "legal parameter",
        "insert into policy_value (key, value, source, verified, since, entered_by, entered_at)"
            + " values ('review.completeness.workdays', '99', 'x', true, '2026-01-01', 'x', now())");
    changes.put("holiday", "delete from holiday_day where day = '2026-01-01'");
    changes.put(
        "letter",
        "update issued_letter set html = html || '<p>x</p>', sha256 = encode(sha256(convert_to("
            + "html || '<p>x</p>', 'UTF8')), 'hex') where case_id = :application");
    changes.put("letter taken out", "delete from issued_letter where case_id = :application");
    changes.put(
        "certificate",
        "update filing_certificate set sha256 = repeat('0', 64) where number = :number");
    changes.put(
        "account put in",
        """
        insert into user_account (id, login, name, post, telephone, email, organization_id, roles,
            region, created_at)
          select gen_random_uuid(), 'x' || gen_random_uuid(), name, post, telephone, email,
                 organization_id, array['SIGNER'], region, now() from user_account where id = :account
        """);
    changes.putAll(beforeAnyEntry());
    return changes;
  }

  /** What no check finds; known-gaps.md says so. */
  private static Map<String, String> left() {
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put(
        "contact of an account", "update user_account set email = 'x@y.cn' where id = :account");
    return changes;
  }

  @Test
  void whatIsPlanted_isFound_andNothingElseIsSaid(TestReporter reporter) {
    Set<String> before = faults("");
    List<String> missed = new ArrayList<>();
    found()
        .forEach(
            (what, change) -> {
              Set<String> faults = faults(change);
              faults.removeAll(before);
              reporter.publishEntry(what, faults.toString());
              if (faults.isEmpty()) {
                missed.add(what);
              }
            });
    assertThat(missed).as("of %d changes", found().size()).isEmpty();
    left()
        .forEach(
            (what, change) -> {
              Set<String> faults = faults(change);
              faults.removeAll(before);
              reporter.publishEntry(what, "not found");
              assertThat(faults).as("%s: found, so it is no gap", what).isEmpty();
            });
    assertThat(before)
        .as("the cases themselves are sound")
        .noneMatch(one -> one.contains(filed) || one.contains(number));
  }

  private Set<String> faults(String change) {
    return DatabaseOwner.rolledBack(
        server,
        owner -> {
          if (!change.isEmpty()) {
            for (String table : GUARDED) {
              new JdbcTemplate(owner).execute("alter table " + table + " disable trigger user");
            }
            assertThat(new JdbcTemplate(owner).update(inCase(change))).as(change).isPositive();
          }
          Set<String> faults = new LinkedHashSet<>();
          RecordCheck.run(owner, ledger, read -> {}).faults().stream()
              .map(fault -> fault.kind() + " " + fault.number())
              .forEach(faults::add);
          for (Fault fault : RegisterCheck.run(owner)) {
            faults.add(fault.kind() + " " + fault.text());
            assertThat(fault.name().isEmpty() && fault.text().matches(".*:[0-9a-f-]{36}"))
                .as("%s: people do not know it by its id", fault)
                .isFalse();
          }
          AccountCheck.run(owner).stream()
              .map(fault -> fault.kind() + " " + fault.text())
              .forEach(faults::add);
          return faults;
        });
  }
}
