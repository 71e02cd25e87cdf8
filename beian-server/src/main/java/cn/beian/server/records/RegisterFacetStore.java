package cn.beian.server.records;

import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.states.RecordState;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the records of the register are chosen by: each facet leads to its records in the order in
 * which they were filed. A restricted record has those of its number and its state only.
 */
@Component
class RegisterFacetStore {
  private final JdbcClient jdbc;

  RegisterFacetStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The facets that a filter asks for. */
  static List<String> asked(RegisterFilter filter) {
    List<String> facets = new ArrayList<>();
    filter.region().ifPresent(region -> facets.add(region(region)));
    filter.kind().ifPresent(kind -> facets.add("kind:" + kind.letter()));
    filter.state().ifPresent(state -> facets.add(state(state)));
    filter.month().ifPresent(month -> facets.add(month(month)));
    return List.copyOf(facets);
  }

  private static String region(DivisionCode region) {
    boolean central = region.equals(DivisionCode.CENTRAL);
    return "region:" + (central ? region.value().substring(0, 2) : region.prefix());
  }

  private static String state(RecordState state) {
    return "state:" + state;
  }

  private static String month(YearMonth month) {
    return "month:" + month;
  }

  /** Puts those of a record right, after it was made, moved to another state or restricted. */
  void update(String number) {
    List<String> changing = new ArrayList<>();
    for (RecordState state : RecordState.values()) {
      changing.add(state(state));
    }
    jdbc.sql(
            """
            delete from filing_facet
             using filing_record r
             where r.number = :number and filing_facet.place = r.place
               and (filing_facet.facet = any (:changing)
                    or filing_facet.facet = 'month:' || to_char(r.filed_on, 'YYYY-MM'))
            """)
        .param("number", number)
        .param("changing", changing.toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            insert into filing_facet (facet, place)
            select given.facet, r.place
              from filing_record r
             cross join lateral (
                   values ('kind:' || r.kind), ('state:' || r.state),
                          ('region:' || substr(r.division, 1, 2)),
                          ('region:' || substr(r.division, 1, 4)), ('region:' || r.division),
                          (case when not r.restricted
                                then 'month:' || to_char(r.filed_on, 'YYYY-MM') end)
                   ) as given (facet)
             where r.number = :number and given.facet is not null
                on conflict do nothing
            """)
        .param("number", number)
        .update();
  }
}
