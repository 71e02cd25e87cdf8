package cn.beian.server.web.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Bytes as pages print them. */
final class Gigabytes {
  private Gigabytes() {}

  /** Rounded up to a tenth, so that little is not nothing. */
  static BigDecimal of(long bytes) {
    return BigDecimal.valueOf(bytes)
        .divide(BigDecimal.valueOf(1L << 30), 1, RoundingMode.UP)
        .stripTrailingZeros();
  }
}
