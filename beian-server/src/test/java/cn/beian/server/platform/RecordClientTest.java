package cn.beian.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.ServerTest;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.TypeMismatchDataAccessException;

/** Rows become records and records become parameters. */
class RecordClientTest extends ServerTest {
  private static final Instant AT = Instant.parse("2026-11-03T04:05:06.123456Z");
  private static final UUID ID = UUID.fromString("0192f0c1-2d3e-7abc-8def-0123456789ab");

  private record Mark(String name, int count) {}

  private record Everything(
      UUID id,
      String appName,
      int version,
      long sizeBytes,
      boolean open,
      Instant madeAt,
      LocalDate dueOn,
      DayOfWeek weekday,
      List<String> labels,
      List<UUID> others,
      Set<DayOfWeek> weekdays,
      Optional<Instant> closedAt,
      Optional<DayOfWeek> closedOn,
      Optional<Integer> round,
      @Nullable String note,
      Mark mark) {}

  private static final String ALL =
      """
      select :id as id, '云上' as app_name, 3 as version, 5000000000 as size_bytes, true as open,
        :at as made_at, date '2026-11-09' as due_on, :weekday as weekday,
        array['b', 'a'] as labels, array[:id] as others,
        array['FRIDAY', 'MONDAY'] as weekdays, :closed as closed_at, :closedOn as closed_on,
        null::int as round, null::text as note, 'new' as mark_name, 2 as mark_count
      """;

  private Everything all(Optional<Instant> closed, Optional<DayOfWeek> closedOn) {
    return jdbc.sql(ALL.replace(":closed as", ":closed::timestamptz as"))
        .param("id", ID)
        .param("at", AT)
        .param("weekday", DayOfWeek.MONDAY)
        .param("closed", closed)
        .param("closedOn", closedOn)
        .query(Everything.class)
        .single();
  }

  @Test
  void everyType_isReadAndGiven() {
    Everything all = all(Optional.of(AT), Optional.of(DayOfWeek.FRIDAY));

    assertThat(all)
        .isEqualTo(
            new Everything(
                ID,
                "云上",
                3,
                5_000_000_000L,
                true,
                AT,
                LocalDate.of(2026, 11, 9),
                DayOfWeek.MONDAY,
                List.of("b", "a"),
                List.of(ID),
                Set.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY),
                Optional.of(AT),
                Optional.of(DayOfWeek.FRIDAY),
                Optional.empty(),
                null,
                new Mark("new", 2)));
    assertThat(all.weekdays()).containsExactly(DayOfWeek.FRIDAY, DayOfWeek.MONDAY);
  }

  @Test
  void nothing_isReadAndGiven() {
    Everything all = all(Optional.empty(), Optional.empty());

    assertThat(all.closedAt()).isEmpty();
    assertThat(all.closedOn()).isEmpty();
  }

  @Test
  void onlyColumn_isAnInstantOrAConstant() {
    assertThat(jdbc.sql("select :at").param("at", AT).query(Instant.class).single()).isEqualTo(AT);
    assertThat(jdbc.sql("select 'MONDAY'").query(DayOfWeek.class).list())
        .containsExactly(DayOfWeek.MONDAY);
    assertThat(jdbc.sql("select 7").query(Integer.class).single()).isEqualTo(7);
  }

  @Test
  void constants_areGivenAsAListAndAsAnArray() {
    List<DayOfWeek> some = List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    assertThat(
            jdbc.sql("select 'FRIDAY' in (:some) and 'FRIDAY' = any(:array)")
                .param("some", some)
                .param("array", some.toArray(DayOfWeek[]::new))
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  private record Given(String appName, Instant madeAt, DayOfWeek weekday, Optional<String> note) {}

  private record Returned(String appName, Instant madeAt, String weekday, Optional<String> more) {}

  @Test
  void record_givesItsComponentsAsParameters_besideOthers() {
    assertThat(
            jdbc.sql(
                    """
                    select :appName as app_name, :madeAt as made_at, :weekday as weekday,
                      coalesce(:note, :more) as more
                    """)
                .paramSource(new Given("云上", AT, DayOfWeek.SUNDAY, Optional.empty()))
                .param("more", "x")
                .query(Returned.class)
                .single())
        .isEqualTo(new Returned("云上", AT, "SUNDAY", Optional.of("x")));
  }

  @Test
  void missingColumn_isNamed() {
    assertThatThrownBy(() -> jdbc.sql("select 'a' as name").query(Mark.class).list())
        .isInstanceOf(InvalidDataAccessResourceUsageException.class)
        .hasMessage("Mark.count: no column count among [name]");
  }

  private record Marked(String app, Optional<Mark> mark) {}

  @Test
  void recordInARecord_isReadWithItsNameInFrontOrWithoutIt_andIsEmptyWhereItsFirstIsNull() {
    assertThat(
            jdbc.sql("select 'a' as app, 'x' as mark_name, 1 as count, 'no' as name")
                .query(Marked.class)
                .single())
        .isEqualTo(new Marked("a", Optional.of(new Mark("x", 1))));
    assertThat(
            jdbc.sql("select 'a' as app, null::text as name, 1 as count")
                .query(Marked.class)
                .single())
        .isEqualTo(new Marked("a", Optional.empty()));
  }

  private record Renamed(@InColumn("app_name") String app, @InColumn("seen") Mark mark) {}

  @Test
  void componentOfAnotherName_isReadFromTheColumnThatItNames() {
    assertThat(
            jdbc.sql("select 'a' as app_name, 'x' as seen_name, 2 as seen_count")
                .query(Renamed.class)
                .single())
        .isEqualTo(new Renamed("a", new Mark("x", 2)));
  }

  private record Loose(OptionalInt round, Optional<DayOfWeek> day, BigDecimal cost) {}

  @Test
  void emptyText_isNoConstant_andNoNumberIsNone() {
    assertThat(
            jdbc.sql("select :round::int as round, '' as day, 1.50 as cost")
                .param("round", OptionalInt.empty())
                .query(Loose.class)
                .single())
        .isEqualTo(new Loose(OptionalInt.empty(), Optional.empty(), new BigDecimal("1.50")));
    assertThat(
            jdbc.sql("select :round::int as round, 'FRIDAY' as day, 2 as cost")
                .param("round", OptionalInt.of(3))
                .query(Loose.class)
                .single())
        .isEqualTo(
            new Loose(OptionalInt.of(3), Optional.of(DayOfWeek.FRIDAY), new BigDecimal("2")));
  }

  @Test
  void null_whereNoneMayBe_isRefused() {
    assertThatThrownBy(
            () -> jdbc.sql("select 'a' as name, null::int as count").query(Mark.class).list())
        .isInstanceOf(TypeMismatchDataAccessException.class)
        .hasMessage("Mark.count: column count is null");
    assertThatThrownBy(
            () -> jdbc.sql("select null::text as name, 1 as count").query(Mark.class).list())
        .hasMessage("Mark.name: column name is null");
  }

  private record Weekday(DayOfWeek day) {}

  @Test
  void unknownConstant_isNamed() {
    assertThatThrownBy(() -> jdbc.sql("select 'MOON' as day").query(Weekday.class).list())
        .isInstanceOf(TypeMismatchDataAccessException.class)
        .hasMessageStartingWith("Weekday.day: column day cannot be read: ")
        .hasMessageContaining("DayOfWeek.MOON");
  }

  private record Length(Duration length) {}

  @Test
  void typeWithoutConversion_isRefused_beforeAnythingIsRead() {
    assertThatThrownBy(() -> RecordRows.of(Length.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Length.length: no column is read as java.time.Duration");
  }

  private record Positive(int count) {
    @SuppressWarnings("UnusedMethod") // called where rows are read
    Positive {
      if (count < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  @Test
  void recordThatRefusesItsValues_refusesThem() {
    assertThatThrownBy(() -> jdbc.sql("select -1 as count").query(Positive.class).list())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative");
  }
}
