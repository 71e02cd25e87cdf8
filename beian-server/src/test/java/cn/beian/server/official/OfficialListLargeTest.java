package cn.beian.server.official;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.official.ListedRow.Fate;
import cn.beian.server.records.Filed;
import cn.beian.server.records.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A list of 210 rows always, of 10,000 with {@code -Dbeian.deep=true}; 3 % of them are no good. */
class OfficialListLargeTest extends ServerTest {
  private static final int ROWS = Boolean.getBoolean("beian.deep") ? 10_000 : 210;

  @Autowired private ApplicationContext server;
  @Autowired private OfficialLists lists;
  @Autowired private ListWriting writing;
  @Autowired private Records records;
  @Autowired private PublicLedger ledger;
  @Autowired private TransactionTemplate transactions;

  @Test
  void longList_goodRowsAreTaken_aSecondTimeNothingChanges() throws Exception {
    String tag = Unique.word();
    List<String> numbers = new ArrayList<>();
    StringBuilder list = new StringBuilder("应用名称,主办单位,备案编号,备案日期\n");
    for (int i = 0; i < ROWS; i++) {
      String name = "大" + tag + "号" + i;
      numbers.add(
          Objects.requireNonNull(
                  transactions.execute(
                      status -> records.accept(Filed.acceptance(Filed.android(), name))))
              .toString());
      String day = i % 33 == 0 ? "1970-01-01" : "2026-03-01";
      list.append(name).append(",云州市水务局,官-").append(tag).append('-').append(i);
      list.append(',').append(day).append('\n');
    }
    Stage stage = new Stage(server, "PREFECTURE", "LOCAL");
    stage.as(stage.official(Role.NATIONAL_REVIEWER, "100000"));
    int bad = (ROWS + 32) / 33;

    UUID id = timed("kept", () -> send(list, tag));
    List<ListedRow> preview = timed("previewed", () -> lists.find(id).orElseThrow().rows());
    assertThat(preview).filteredOn(row -> row.fate() == Fate.NEW).hasSize(ROWS - bad);
    long before = ledger.size();
    assertThat(timed("written", () -> run(id))).isEqualTo(id);
    assertThat(ledger.size()).isEqualTo(before + ROWS - bad);
    assertThat(records.find(numbers.get(1)).orElseThrow().officialNumber())
        .isEqualTo("官-" + tag + "-1");

    UUID again = send(list, tag);
    assertThat(timed("written a second time", () -> run(again))).isEqualTo(again);
    assertThat(ledger.size()).isEqualTo(before + ROWS - bad);
  }

  private UUID send(StringBuilder list, String tag) throws Exception {
    return lists.send(
        list.toString().getBytes(StandardCharsets.UTF_8), "批" + tag, "2026-03-01", "公告");
  }

  private UUID run(UUID id) {
    lists.run(id, Map.of());
    transactions.executeWithoutResult(
        status -> {
          writing.part(id);
          status.setRollbackOnly(); // as if the server were killed in it
        });
    while (writing.part(id)) {} // as the job does, which may have been faster
    assertThat(lists.find(id).orElseThrow().left()).isZero();
    return id;
  }

  private interface Step<T> {
    T take() throws Exception;
  }

  private static <T> T timed(String what, Step<T> step) throws Exception {
    long start = System.nanoTime();
    T result = step.take();
    System.out.printf(
        Locale.ROOT,
        "official list of %,d rows %s: %,d ms%n",
        ROWS,
        what,
        (System.nanoTime() - start) / 1_000_000);
    return result;
  }
}
