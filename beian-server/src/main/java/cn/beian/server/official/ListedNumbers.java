package cn.beian.server.official;

import cn.beian.filing.states.RecordState;
import cn.beian.server.platform.InColumn;
import cn.beian.server.records.FilingLookup.Question;
import cn.beian.server.records.OfficialNumberScheme;
import cn.beian.server.records.Platform;
import cn.beian.server.records.PublishedLists;
import cn.beian.server.records.YearInBrackets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Official numbers that stand in a published list and fitted no record of the office that imported
 * it, or one that has ended. The list may be of another region, or the app was never recorded here:
 * what is told of such a number is what the list says, and which ended record it means.
 */
@Service
public class ListedNumbers implements PublishedLists {
  private static final int LONGEST_QUESTION = 200;

  private static final String COLUMNS =
      """
      select l.official, l.app_name, l.sponsor_name, b.id, b.name, b.day, b.source,
        coalesce(r.number, '') as number, r.state
      from official_list_number l
        join official_batch b on b.id = l.batch_id and b.records > 0
        left join filing_record r on r.number = l.number and not r.restricted
      where not exists (select 1 from filing_record f where f.restricted
          and folded_app_name(f.app_name) = folded_app_name(l.app_name))
      """;

  private static final String NEWEST =
      """
       order by b.day desc, b.made_at desc, b.id limit 1
      """;

  private final JdbcClient jdbc;
  private final OfficialNumberScheme scheme;

  ListedNumbers(JdbcClient jdbc, OfficialNumberScheme scheme) {
    this.jdbc = jdbc;
    this.scheme = scheme;
  }

  /**
   * A row of a list that is public.
   *
   * @param official the number as the list has it
   * @param app its name as the list has it; may be empty
   * @param sponsor likewise
   * @param batch id of the list
   * @param list what it is called
   * @param day when it was published
   * @param source address or document number of the list
   * @param number of the record that it means, which has ended; empty where it means none
   * @param state of that record
   */
  public record ListedNumber(
      String official,
      @InColumn("app_name") String app,
      @InColumn("sponsor_name") String sponsor,
      @InColumn("id") UUID batch,
      @InColumn("name") String list,
      LocalDate day,
      String source,
      String number,
      Optional<RecordState> state) {}

  /**
   * What the newest public list says of a number; empty where none has it, and where a record here
   * whose name is not public is called as the list says.
   */
  @Transactional(readOnly = true)
  public Optional<ListedNumber> find(String typed) {
    String number = scheme.fold(typed.substring(0, Math.min(LONGEST_QUESTION, typed.length())));
    return number.isEmpty()
        ? Optional.empty()
        : jdbc.sql(
                COLUMNS
                    + """
                       and official_number_key(l.official)
                         in (official_number_key(:number), official_number_key(:bracketed))
                      """
                    + NEWEST)
            .param("number", number)
            .param("bracketed", YearInBrackets.of(number).orElse(number))
            .query(ListedNumber.class)
            .optional();
  }

  /**
   * The same of what a store asks: of its number, else of its package name or AppID. That is of the
   * app of a row where the list says so, or where the unit that the list names has the app of that
   * name by a claim that a supervisor confirmed, and the package is one of that app.
   */
  @Transactional(readOnly = true)
  public Optional<ListedNumber> find(Question question) {
    return question.number().isBlank()
        ? byPackage(question.platform(), question.packageId().strip())
        : find(question.number());
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<String> naming(Question question) {
    return find(question).map(ListedNumber::number);
  }

  private Optional<ListedNumber> byPackage(String platform, String packageId) {
    if (packageId.isEmpty() || packageId.length() > LONGEST_QUESTION) {
      return Optional.empty();
    }
    List<String> platforms = Platform.namesOf(platform);
    return jdbc.sql(
            COLUMNS
                + """
                   and (l.package_id = :package
                     or exists (select 1 from app_identity i join app a on a.id = i.app_id
                         join app_claim c on c.app_id = a.id and c.organization_id = a.owner_id
                           and c.said = 'OURS' and c.ending = 'CONFIRMED'
                         join organization o on o.id = a.owner_id
                       where i.identity = :package and (:any or i.platform in (:platforms))
                         and a.folded_name = folded_app_name(l.app_name)
                         and folded_app_name(o.name) = folded_app_name(l.sponsor_name)))
                  """
                + NEWEST)
        .param("package", packageId)
        .param("any", platforms.isEmpty())
        .param("platforms", platforms.isEmpty() ? List.of("") : platforms)
        .query(ListedNumber.class)
        .optional();
  }

  /** A row of a list fits no record, or one that has ended. */
  void add(UUID batch, ListedRow row) {
    jdbc.sql(
            """
            insert into official_list_number (batch_id, official, app_name, sponsor_name, package_id,
                number)
              values (:batch, :official, :app, :sponsor, :package, :number) on conflict do nothing
            """)
        .param("batch", batch)
        .param("official", row.official())
        .param("app", row.name())
        .param("sponsor", row.sponsor())
        .param("package", row.packageId())
        .param("number", row.ended() ? row.number() : "")
        .update();
  }
}
