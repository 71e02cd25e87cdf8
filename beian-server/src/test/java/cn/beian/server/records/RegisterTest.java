package cn.beian.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.NumberKind;
import cn.beian.filing.states.RecordState;
import cn.beian.server.ServerTest;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The register to leaf through. {@code -Dbeian.records=1000000} tells how long its pages take among
 * so many, all rolled back at the end.
 */
class RegisterTest extends ServerTest {
  private static final int SIZE = Integer.getInteger("beian.records", 12_000);
  private static final int PAGE_MILLIS = 300;
  private static final DivisionCode LHASA = new DivisionCode("540100");
  private static final DivisionCode COUNTY = new DivisionCode("540121");

  @Autowired private Records records;
  @Autowired private Register register;
  @Autowired private JdbcTemplate template;
  @Autowired private TransactionTemplate transactions;

  private static RegisterFilter filter(
      String region, String kind, String state, String month, String sponsor) {
    return new RegisterFilter(
        some(region).map(DivisionCode::new),
        some(kind).map(NumberKind::valueOf),
        some(state).map(RecordState::valueOf),
        some(month).map(YearMonth::parse),
        sponsor);
  }

  private static Optional<String> some(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private List<String> numbers(RegisterFilter filter) {
    return register.page(filter, OptionalLong.empty()).records().stream()
        .map(PublicRecord::number)
        .toList();
  }

  private String accepted(DivisionCode division) {
    return Objects.requireNonNull(
        transactions.execute(status -> records.accept(Filed.in(division)).toString()));
  }

  @Test
  void filters_findWhatFits_newestFirst_andFollowTheState() {
    String first = accepted(LHASA);
    String second = accepted(COUNTY);
    assertThat(numbers(filter("540000", "", "", "", ""))).startsWith(second, first);
    assertThat(numbers(filter("540100", "", "", "", ""))).startsWith(second, first);
    assertThat(numbers(filter("540121", "", "", "", ""))).contains(second).doesNotContain(first);
    assertThat(numbers(filter("540121", "MINI_PROGRAM", "", "", ""))).isEmpty();
    assertThat(numbers(filter("540121", "APP", "FILED", "2026-11", "云州 水务"))).contains(second);
    assertThat(numbers(filter("540121", "", "", "2026-10", ""))).isEmpty();
    assertThat(numbers(filter("540121", "", "", "", "清溪"))).as("a name of an app").isEmpty();
    assertThat(numbers(filter("", "", "", "", "没有这个单位"))).isEmpty();
    records.changeState(second, RecordState.RECTIFYING);
    assertThat(numbers(filter("540121", "", "FILED", "", ""))).doesNotContain(second);
    assertThat(numbers(filter("540121", "", "RECTIFYING", "", ""))).contains(second);
  }

  @Test
  void restrictedRecord_isFoundByWhatItsNumberAndStateSay_alone() {
    String number = accepted(COUNTY);
    records.restrict(number, true);
    assertThat(numbers(filter("540121", "APP", "FILED", "", ""))).contains(number);
    assertThat(numbers(filter("540121", "", "", "2026-11", ""))).doesNotContain(number);
    assertThat(numbers(filter("540121", "", "", "", "水务"))).doesNotContain(number);
    records.restrict(number, false);
    assertThat(numbers(filter("540121", "", "", "2026-11", "水务"))).contains(number);
  }

  @Test
  void manyRecords_areAllReached_pageByPage_eachInTime() {
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          makeMany();
          template.execute("analyze");
          int rare = SIZE / 1_000;
          assertThat(timed("all", RegisterFilter.ALL).more()).isTrue();
          assertThat(timed("filed", filter("", "", "FILED", "", "")).records()).hasSize(50);
          assertThat(timed("region", filter("820000", "", "", "", "")).fitting())
              .isEqualTo(Register.COUNTED);
          assertThat(timed("month", filter("", "", "", "2027-03", "")).more()).isTrue();
          assertThat(timed("sponsor", filter("", "", "", "", "海事")).records()).hasSize(50);
          assertThat(all("rare", filter("820000", "QUICK_APP", "REVOKED", "", ""))).hasSize(rare);
          assertThat(all("common beside common", filter("820000", "APP", "REVOKED", "", "海事")))
              .as("kinds and states exclude each other, which only a look at all can tell")
              .isEmpty();
        });
  }

  private Register.Page timed(String what, RegisterFilter filter) {
    return timed(what, filter, OptionalLong.empty());
  }

  private Register.Page timed(String what, RegisterFilter filter, OptionalLong before) {
    long start = System.nanoTime();
    Register.Page page = register.page(filter, before);
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.printf(Locale.ROOT, "register of %,d: %s in %d ms%n", SIZE, what, millis);
    assertThat(millis).as(what).isLessThan(SIZE > 12_000 ? PAGE_MILLIS : 10 * PAGE_MILLIS);
    return page;
  }

  private List<String> all(String what, RegisterFilter filter) {
    List<String> found = new ArrayList<>();
    Register.Page page = timed(what, filter);
    found.addAll(page.records().stream().map(PublicRecord::number).toList());
    while (page.older().isPresent()) {
      page = timed(what, filter, page.older());
      found.addAll(page.records().stream().map(PublicRecord::number).toList());
    }
    assertThat(found).doesNotHaveDuplicates();
    return found;
  }

  /** Every thousandth is a revoked quick app, so no app is revoked; the rest is in force. */
  private void makeMany() {
    UUID app = UUID.randomUUID();
    template.update(
        "insert into app (id, form, state, created_at) values (?, 'APP', 'FILED', now())", app);
    template.update(
        """
        insert into filing_record (number, app_id, application_id, organization_id, kind, state, app_name,
                                   sponsor_name, credit_code, division, filed_on, summary, revision)
        select 'ZW-A-820000-' || (3001 + i / 900000) || '-' || lpad((i % 900000 + 1)::text, 6, '0')
               || '-X', ?, gen_random_uuid(), gen_random_uuid(),
               case when i % 1000 = 0 then 'K' else 'A' end,
               case when i % 1000 = 0 then 'REVOKED' else 'FILED' end, '巡海', '濠江海事局', '',
               '820000', date '2027-01-01' + (i / (? / 300)), '{"outcomes":[],"rulebookVersion":"",'
               || '"testDigests":[],"exemptions":[]}', 1
          from generate_series(0, ? - 1) i
        """,
        app, SIZE, SIZE);
    template.update(
        """
        insert into filing_facet (facet, place)
        select given.facet, r.place
          from filing_record r
         cross join lateral (values ('kind:' || r.kind), ('state:' || r.state),
               ('region:' || substr(r.division, 1, 2)),
               ('month:' || to_char(r.filed_on, 'YYYY-MM'))) as given (facet)
         where r.division = '820000'
            on conflict do nothing
        """);
    template.update(
        """
        insert into filing_name_gram (gram, place)
        select gram, place from filing_record cross join unnest(array['海事', '濠江', '事局']) gram
         where division = '820000' on conflict do nothing
        """);
  }
}
