package cn.beian.server.opendata;

import cn.beian.server.records.OpenRecord;
import java.io.Closeable;
import java.io.IOException;

/** A table of records that is written as they come. */
interface RecordTable extends Closeable {
  void add(OpenRecord record) throws IOException;
}
