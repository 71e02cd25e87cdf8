package cn.beian.server.records;

import cn.beian.ledger.Ledger;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.Acceptance.GroupOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is written to the ledger about a record (docs/design/ledger.md, Entries of records). */
final class Entries {
  /** {@code entry/1} of before had neither issuer, users nor a commitment to a case. */
  static final String OPEN = "entry/3";

  /** Most that number, days, state and names of members take. */
  private static final int OTHER_BYTES = 2_048;

  private Entries() {}

  /**
   * The members of an entry.
   *
   * @param packages those of the event
   * @param testDigests those of the event
   */
  static Map<String, Object> members(
      PublicRecord record,
      int revision,
      String event,
      List<FiledPackage> packages,
      List<String> testDigests,
      Instant at) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("beian", OPEN);
    entry.put("number", record.number());
    entry.put("officialNumber", record.officialNumber());
    record.officialNumberOn().ifPresent(day -> entry.put("officialNumberOn", day.toString()));
    entry.put("revision", revision);
    entry.put("event", event);
    entry.put("at", at.toString());
    entry.put("state", record.state().name());
    entry.put("appName", record.appName());
    entry.put("sponsorName", record.sponsorName());
    entry.put("issuer", record.issuer());
    entry.put("users", record.users());
    entry.put("filedOn", record.filedOn().toString());
    entry.put("rulebookVersion", record.summary().rulebookVersion());
    entry.put("testDigests", testDigests);
    entry.put("outcomes", record.summary().outcomes().stream().map(Entries::outcome).toList());
    entry.put("packages", packages.stream().map(Entries::build).toList());
    return entry;
  }

  /** Whether the first entry of what was accepted is within what the ledger takes. */
  static boolean fits(Acceptance acceptance) {
    Map<String, Object> texts = new LinkedHashMap<>();
    texts.put("officialNumber", acceptance.officialNumber());
    texts.put("appName", acceptance.appName());
    texts.put("sponsorName", acceptance.sponsorName());
    texts.put("issuer", acceptance.issuer());
    texts.put("users", acceptance.users());
    texts.put("testDigests", acceptance.testDigests());
    texts.put("outcomes", acceptance.outcomes().stream().map(Entries::outcome).toList());
    texts.put("packages", acceptance.packages().stream().map(Entries::build).toList());
    return bytes(texts).length <= Ledger.MAX_ENTRY_BYTES - OTHER_BYTES;
  }

  private static Map<String, Object> build(FiledPackage build) {
    return Map.of(
        "platform", build.platform(),
        "packageId", build.packageId(),
        "versionName", build.versionName(),
        "sha256", build.sha256(),
        "signer", build.signer());
  }

  private static Map<String, Object> outcome(GroupOutcome one) {
    return Map.of("group", one.group(), "outcome", one.outcome().name(), "advice", one.advice());
  }

  static byte[] bytes(Map<String, Object> members) {
    return CanonicalJson.write(members).getBytes(StandardCharsets.UTF_8);
  }
}
