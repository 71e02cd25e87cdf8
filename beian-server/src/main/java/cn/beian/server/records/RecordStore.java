package cn.beian.server.records;

import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.App;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.LocalDate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the rows of records and of their packages. */
@Component
final class RecordStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;
  private final ApplicationEventPublisher events;
  private final JsonMapper json;

  RecordStore(
      JdbcClient jdbc,
      RegisterStandings standings,
      ApplicationEventPublisher events,
      JsonMapper json) {
    this.jdbc = jdbc;
    this.events = events;
    this.standings = standings;
    this.json = json;
  }

  /** Holds a record until the end of the caller's transaction; whether there is one. */
  boolean lock(String number) {
    return jdbc.sql("select number from filing_record where number = :number for update")
        .param("number", number)
        .query(String.class)
        .optional()
        .isPresent();
  }

  int nextSerial(int year) {
    return jdbc.sql(
            """
            insert into filing_serial (year, last) values (:year, 1)
            on conflict (year) do update set last = filing_serial.last + 1 returning last
            """)
        .param("year", year)
        .query(Integer.class)
        .single();
  }

  void insert(String number, Acceptance acceptance) {
    jdbc.sql(
            """
            insert into filing_record (number, official_number, official_number_source, app_id, application_id,
              organization_id, kind, state, app_name,
            sponsor_name, credit_code, division, issuer, users, filed_on, number_asked_on, summary, revision)
            values (:number, :officialNumber,
              case when :officialNumber = '' then '' else 'ENTERED_BY_UNIT' end,
              :appId, :applicationId, :organizationId, :kind,
              :state, :appName, :sponsorName, :creditCode, :division, :issuer, :users, :filedOn, :filedOn,
              :summary, 1)
            """)
        .param("number", number)
        .param("officialNumber", acceptance.officialNumber())
        .param("appId", acceptance.appId())
        .param("applicationId", acceptance.applicationId())
        .param("organizationId", acceptance.organizationId())
        .param("kind", String.valueOf(acceptance.kind().letter()))
        .param("state", RecordState.FILED.name())
        .param("appName", acceptance.appName())
        .param("sponsorName", acceptance.sponsorName())
        .param("creditCode", acceptance.creditCode())
        .param("division", acceptance.division().value())
        .param("issuer", acceptance.issuer())
        .param("users", acceptance.users())
        .param("filedOn", acceptance.filedOn())
        .param("summary", json.writeValueAsString(summary(acceptance)))
        .update();
    recorded(number);
  }

  /** What an accepted change says takes the place of what stood there. */
  void change(String number, Acceptance acceptance) {
    jdbc.sql(
            """
            update filing_record set application_id = :application, app_name = :appName,
              sponsor_name = :sponsorName, users = :users where number = :number
            """)
        .param("application", acceptance.applicationId())
        .param("appName", acceptance.appName())
        .param("sponsorName", acceptance.sponsorName())
        .param("users", acceptance.users())
        .param("number", number)
        .update();
    recorded(number);
  }

  /** So does what its test says. */
  void tested(String number, Acceptance acceptance, int revision) {
    jdbc.sql(
            """
            update filing_record set summary = :summary, tested_revision = :revision,
              outcomes_version = 2 where number = :number
            """)
        .param("summary", json.writeValueAsString(summary(acceptance)))
        .param("revision", revision)
        .param("number", number)
        .update();
    recorded(number);
  }

  void correct(String number, PublicRecord.Summary right) {
    jdbc.sql(
            """
            update filing_record set outcomes_version = 2, summary = :summary
              where number = :number
            """)
        .param("summary", json.writeValueAsString(right))
        .param("number", number)
        .update();
    recorded(number);
  }

  void move(String number, RecordState state) {
    jdbc.sql("update filing_record set state = :state where number = :number")
        .param("state", state.name())
        .param("number", number)
        .update();
    recorded(number);
  }

  /** Restricts a record or opens it; nothing where it is so already. */
  void restrict(String number, boolean restricted) {
    int changed =
        jdbc.sql(
                """
                update filing_record set restricted = :restricted
                  where number = :number and restricted <> :restricted
                """)
            .param("restricted", restricted)
            .param("number", number)
            .update();
    if (changed > 0) {
      standings.record(StandingKind.WITHHELD, number);
      events.publishEvent(new RecordEvent.Restricted(number, restricted));
    }
  }

  /** The number is to be shown from a later day on, where no build shows it yet. */
  void askNumberFrom(String number, LocalDate day) {
    jdbc.sql(
            """
            update filing_record set number_asked_on = :day
              where number = :number and number_seen_on is null and number_asked_on < :day
            """)
        .param("day", day)
        .param("number", number)
        .update();
    recorded(number);
  }

  /** The number is to be shown anew. */
  void askNumberAgain(String number, LocalDate day) {
    jdbc.sql(
            """
            update filing_record set number_seen_on = null, number_asked_on = :day
              where number = :number
            """)
        .param("day", day)
        .param("number", number)
        .update();
    recorded(number);
  }

  /** Does nothing where it was seen before. */
  void seen(String number, LocalDate day) {
    jdbc.sql(
            """
            update filing_record set number_seen_on = :day
              where number = :number and number_seen_on is null
            """)
        .param("day", day)
        .param("number", number)
        .update();
    recorded(number);
  }

  void insertPackage(String number, FiledPackage build, String part, int revision, LocalDate day) {
    jdbc.sql(
            """
            insert into filing_package (number, platform, package_id, sha256, signer,
              version_name, part, from_revision, added_on)
            values (:number, :platform, :packageId, :sha256, :signer, :versionName, :part,
              :revision, :addedOn) on conflict do nothing
            """)
        .param("number", number)
        .param("platform", build.platform())
        .param("packageId", build.packageId())
        .param("sha256", build.sha256())
        .param("signer", build.signer())
        .param("versionName", build.versionName())
        .param("part", part)
        .param("revision", revision)
        .param("addedOn", day)
        .update();
    recorded(number);
  }

  /** The packages that a record names of a platform and an identifier, it names no longer. */
  void endPackages(String number, App.Identity identity, int revision) {
    jdbc.sql(
            """
            update filing_package set until_revision = :revision
            where number = :number and until_revision is null
              and platform = :platform and package_id = :packageId
            """)
        .param("revision", revision)
        .param("number", number)
        .param("platform", identity.platform())
        .param("packageId", identity.name())
        .update();
    recorded(number);
  }

  private void recorded(String number) {
    standings.record(StandingKind.RECORD, number);
  }

  private static PublicRecord.Summary summary(Acceptance acceptance) {
    return new PublicRecord.Summary(
        acceptance.outcomes(),
        acceptance.rulebookVersion(),
        acceptance.testDigests(),
        acceptance.exemptions());
  }
}
