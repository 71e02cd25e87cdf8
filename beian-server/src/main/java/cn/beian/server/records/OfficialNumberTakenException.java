package cn.beian.server.records;

import java.io.Serial;

/** Another record has the official number; which one is not told. */
public class OfficialNumberTakenException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  OfficialNumberTakenException() {
    super("official number of another record");
  }
}
