package cn.beian.server.records;

import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.NumberKind;
import cn.beian.server.records.Acceptance.FiledPackage;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Acceptances for tests, each of another application. */
public final class Filed {
  /** The day on which they are accepted. */
  public static final LocalDate DAY = LocalDate.of(2026, 11, 25);

  private Filed() {}

  public static Acceptance acceptance(FiledPackage build) {
    return acceptance(build, "清溪巡河");
  }

  public static Acceptance acceptance(FiledPackage build, String appName) {
    return acceptance(build, appName, new DivisionCode("330000"), UUID.randomUUID());
  }

  /** An acceptance of a unit. */
  public static Acceptance of(UUID unit, String appName) {
    return acceptance(android(), appName, new DivisionCode("330100"), unit);
  }

  /** An acceptance of a unit of that division. */
  public static Acceptance in(DivisionCode division) {
    return acceptance(android(), "清溪巡河", division, UUID.randomUUID());
  }

  private static Acceptance acceptance(
      FiledPackage build, String appName, DivisionCode division, UUID unit) {
    return new Acceptance(
        UUID.randomUUID(),
        UUID.randomUUID(),
        unit,
        NumberKind.APP,
        division,
        "",
        appName,
        "云州市水务局",
        "",
        "国家互联网信息办公室",
        "河湖巡查人员",
        DAY,
        List.of(build),
        List.of(new Acceptance.GroupOutcome("FORM", PublicOutcome.PASS, 0)),
        hex(),
        List.of(hex()),
        List.of());
  }

  public static FiledPackage android() {
    return new FiledPackage("android", "cn.yunzhou." + UUID.randomUUID(), "1.0", hex(), hex());
  }

  /** A digest of nothing. */
  public static String hex() {
    byte[] bytes = new byte[32];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
