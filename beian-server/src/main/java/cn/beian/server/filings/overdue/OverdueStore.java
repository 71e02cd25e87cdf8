package cn.beian.server.filings.overdue;

import cn.beian.server.filings.Application;
import cn.beian.server.filings.answers.Exemptions;
import cn.beian.server.filings.store.UnfiledAppStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Filings of a region that are overdue, a page at a time. */
@Repository
class OverdueStore {
  private final JdbcClient jdbc;

  /** A filing, and when its app went online, as it says. */
  private record Unnumbered(
      Application application, String sponsor, Optional<String> onlineSince, boolean inventoried) {}

  OverdueStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Filings of a region of existing apps that are still to be filed, by division and unit.
   *
   * @param inForce since when they are
   * @param after the last of the page before
   */
  List<OverdueFiling> existingWithoutNumber(
      String region, LocalDate inForce, Optional<Application> after, int most) {
    return jdbc
        .sql(
            """
            select a.*, o.name as sponsor,
              exists (select 1 from app p where p.id = a.app_id and p.region is not null)
                as inventoried,
              (select r.value from answer_as_submitted r where r.application_id = a.id
                and r.field = 'app.onlineSince' order by r.item limit 1) as online_since
            from application a join organization o on o.id = a.organization_id
            where a.division collate "C" like :region AFTER and UNFILED
            order by a.division collate "C", a.organization_id, a.created_at, a.id limit :most
            """
                .replace("UNFILED", UnfiledAppStore.CONDITION)
                .replace(
                    "AFTER",
                    after.isEmpty()
                        ? ""
                        : "and (a.division collate \"C\", a.organization_id, a.created_at, a.id)"
                            + " > (:division, :unit, :created, :id)"))
        .param("region", region + '%')
        .param("inForce", inForce.toString())
        .param("division", after.map(Application::division).orElse(null))
        .param("unit", after.map(Application::organizationId).orElse(null))
        .param("created", after.map(Application::createdAt))
        .param("id", after.map(Application::id).orElse(null))
        .param("most", most)
        .query(Unnumbered.class)
        .list()
        .stream()
        .map(
            one ->
                new OverdueFiling(
                    one.application(),
                    one.sponsor(),
                    one.onlineSince().flatMap(Exemptions::day),
                    one.inventoried()))
        .toList();
  }

  /**
   * Filed apps of a region whose number is to be seen since a day or before, and was not, by
   * division and place.
   *
   * @param after place of the last of the page before; 0 to begin
   */
  List<UnshownNumber> numbersNotSeen(String region, LocalDate since, long after, int most) {
    return jdbc.sql(
            """
            select r.app_id, r.app_name, r.sponsor_name, r.number_asked_on, r.place,
              coalesce(nullif(r.official_number, ''), r.number) as shown
            from filing_record r
            where r.number_seen_on is null and r.division collate "C" like :region
              and r.number_asked_on <= :since and r.state in ('FILED', 'RECTIFYING')
              and (:after = 0 or (r.division collate "C", r.place) > (
                select l.division collate "C", l.place from filing_record l where l.place = :after))
              and (r.kind = 'Y' or exists (select 1 from filing_package p
                where p.number = r.number and p.until_revision is null))
            order by r.division collate "C", r.place limit :most
            """)
        .param("region", region + '%')
        .param("since", since)
        .param("after", after)
        .param("most", most)
        .query(UnshownNumber.class)
        .list();
  }

  /**
   * Filed apps of a region that their filing says are moved or shut down before a day, and whose
   * end is not announced, by division and place.
   *
   * @param after place of the last of the page before; 0 to begin
   */
  List<PassedEnd> endsBefore(String region, LocalDate day, long after, int most) {
    return jdbc.sql(
            """
            select r.app_id, r.app_name, r.sponsor_name, r.place, a.value::date as ends_on,
              coalesce(nullif(r.official_number, ''), r.number) as shown
            from filing_record r
              join answer a on a.application_id = r.application_id and a.field = 'app.endDate'
            where r.division collate "C" like :region and r.state in ('FILED', 'RECTIFYING')
              and a.value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and a.value collate "C" < :day
              and (:after = 0 or (r.division collate "C", r.place) > (
                select l.division collate "C", l.place from filing_record l where l.place = :after))
            order by r.division collate "C", r.place limit :most
            """)
        .param("region", region + '%')
        .param("day", day.toString())
        .param("after", after)
        .param("most", most)
        .query(PassedEnd.class)
        .list();
  }
}
