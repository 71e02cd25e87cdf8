package cn.beian.server.records;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register to leaf through, newest first, with work that no filter and no number of records
 * makes larger: of what is asked for, the rarest is looked for, and at most {@value #WALKED} of its
 * records are looked at for one page. Where that is not enough, the next page goes on from there,
 * so every record that fits is reached. See ADR 0027 and 0037.
 */
@Service
public class Register {
  /** Records of a page. */
  public static final int PAGE = 50;

  /** So many are counted; of more it is only said that there are more. */
  public static final int COUNTED = 1_000;

  static final int WALKED = 10_000;
  private static final int MOST_GRAMS = 12;
  private static final int MOST_WORDS = 4;
  private static final String EVERYTHING = "";

  private final JdbcClient jdbc;
  private final PublicRecordStore records;

  Register(JdbcClient jdbc, PublicRecordStore records) {
    this.jdbc = jdbc;
    this.records = records;
  }

  /**
   * A page.
   *
   * @param records at most {@value #PAGE}
   * @param older where the next page begins; empty when there is nothing more
   * @param fitting how many fit from here on, as far as was looked, at most {@value #COUNTED}; only
   *     the first page counts beyond itself
   * @param more whether more fit than {@code fitting}, or may
   * @param lookedAt how many records were looked at, where that did not fill the page; else 0
   */
  public record Page(
      List<PublicRecord> records, OptionalLong older, int fitting, boolean more, int lookedAt) {
    public Page {
      records = List.copyOf(records);
    }

    private static final Page EMPTY = new Page(List.of(), OptionalLong.empty(), 0, false, 0);
  }

  /** The places of the records that have something in common. */
  private record PostingList(String table, String column, String key) {
    static final PostingList ALL = new PostingList("filing_record", EVERYTHING, EVERYTHING);

    static PostingList facet(String facet) {
      return new PostingList("filing_facet", "facet", facet);
    }

    static PostingList gram(String gram) {
      return new PostingList("filing_name_gram", "gram", gram);
    }

    /** Its places older than {@code :before}, newest first. */
    String walk(String key) {
      return "select place from "
          + table
          + " where "
          + (column.isEmpty() ? "" : column + " = :" + key + " and ")
          + "place < :before order by place desc";
    }

    /** A scalar subquery, so that each record walked costs one probe and no plan does otherwise. */
    String holds(String key) {
      return "(select true from "
          + table
          + " p where p.place = walked.place and p."
          + column
          + " = :"
          + key
          + ")";
    }
  }

  /**
   * The records that fit, newest first.
   *
   * @param before where the page begins, from {@link Page#older}; empty for the first
   */
  @Transactional(readOnly = true)
  public Page page(RegisterFilter filter, OptionalLong before) {
    List<PostingList> lists = lists(filter);
    Map<PostingList, Integer> lengths = lengths(lists);
    lists.sort(Comparator.comparingInt(list -> lengths.getOrDefault(list, COUNTED)));
    PostingList shortest = lists.get(0);
    if (lengths.getOrDefault(shortest, 1) == 0) {
      return Page.EMPTY;
    }
    Map<String, Object> values = new HashMap<>();
    values.put("before", before.orElse(Long.MAX_VALUE));
    values.put("list0", shortest.key());
    String walk = shortest.walk("list0");
    int most = before.isPresent() ? PAGE : COUNTED; // only the first page says how many there are
    List<Long> places =
        jdbc.sql(
                "select place from ("
                    + walk
                    + " limit "
                    + WALKED
                    + ") walked"
                    + conditions(filter, lists, values)
                    + " order by place desc limit "
                    + (most + 1))
            .params(values)
            .query(Long.class)
            .list();
    boolean cut = places.size() > most;
    return page(places, cut, cut ? Optional.empty() : beyond(walk, values));
  }

  private Page page(List<Long> places, boolean cut, Optional<Long> beyond) {
    boolean full = places.size() > PAGE;
    List<Long> shown = full ? places.subList(0, PAGE) : places;
    boolean stopped = !full && beyond.isPresent();
    OptionalLong older =
        full
            ? OptionalLong.of(shown.get(PAGE - 1))
            : beyond.map(place -> OptionalLong.of(place + 1)).orElse(OptionalLong.empty());
    return new Page(
        records.at(shown),
        older,
        Math.min(COUNTED, places.size()),
        cut || beyond.isPresent(),
        stopped ? WALKED : 0);
  }

  private static List<PostingList> lists(RegisterFilter filter) {
    List<PostingList> lists = new ArrayList<>();
    RegisterFacetStore.asked(filter).forEach(facet -> lists.add(PostingList.facet(facet)));
    NameGrams.asked(filter.sponsor()).stream()
        .limit(MOST_GRAMS)
        .forEach(gram -> lists.add(PostingList.gram(gram)));
    if (lists.isEmpty()) {
      lists.add(PostingList.ALL);
    }
    return lists;
  }

  /** How many records each leads to, at most {@value #COUNTED}. */
  private Map<PostingList, Integer> lengths(List<PostingList> lists) {
    Map<PostingList, Integer> lengths = new HashMap<>();
    for (PostingList list : lists) {
      if (!list.equals(PostingList.ALL)) {
        lengths.put(
            list,
            jdbc.sql(
                    "select count(*) from (select 1 from "
                        + list.table()
                        + " where "
                        + list.column()
                        + " = :key limit "
                        + COUNTED
                        + ") counted")
                .param("key", list.key())
                .query(Integer.class)
                .single());
      }
    }
    return lengths;
  }

  private static String conditions(
      RegisterFilter filter, List<PostingList> lists, Map<String, Object> values) {
    List<String> conditions = new ArrayList<>();
    for (int i = 1; i < lists.size(); i++) {
      values.put("list" + i, lists.get(i).key());
      conditions.add(lists.get(i).holds("list" + i));
    }
    if (filter.asksForMoreThanNumberAndState()) {
      StringBuilder named = new StringBuilder("(select not restricted");
      List<String> words = words(filter.sponsor());
      for (int i = 0; i < words.size(); i++) {
        values.put("word" + i, words.get(i));
        named.append(
            " and strpos(lower(normalize(r.sponsor_name, nfkc)), lower(normalize(:word"
                + i
                + ", nfkc))) > 0");
      }
      conditions.add(named + " from filing_record r where r.place = walked.place)");
    }
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  private static List<String> words(String text) {
    return text.isBlank()
        ? List.of()
        : List.of(text.strip().split("\\s+", -1)).stream().limit(MOST_WORDS).toList();
  }

  /** The first place that was not looked at. */
  private Optional<Long> beyond(String walk, Map<String, Object> values) {
    return jdbc.sql(walk + " limit 1 offset " + WALKED).params(values).query(Long.class).optional();
  }
}
