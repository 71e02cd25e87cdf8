package cn.beian.server.official;

import cn.beian.server.platform.TableColumns;
import cn.beian.server.platform.TableRow;
import java.util.List;

/** A column of a published list; its place is that in {@code /tables/official-numbers.tsv}. */
enum ListColumn {
  NAME,
  SPONSOR,
  NUMBER,
  PLATFORM,
  DAY,
  PACKAGE;

  /** How they are found in what somebody sends. */
  static final TableColumns COLUMNS = TableColumns.of("official-numbers");

  private static final List<ListColumn> IN_ORDER = List.of(values());

  /** What a row has in it. */
  String of(TableRow row) {
    return row.cell(IN_ORDER.indexOf(this));
  }
}
