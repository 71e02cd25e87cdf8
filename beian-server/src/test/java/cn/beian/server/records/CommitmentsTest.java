package cn.beian.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands in the ledger of a restricted record cannot be guessed from. */
class CommitmentsTest {
  private static final Map<String, Object> MEMBERS =
      Map.of(
          "beian", "entry/1",
          "number", "ZW-A-330000-2026-000123-P",
          "appName", "清溪巡河",
          "sponsorName", "清溪巡河");

  /** All that is written of a record. */
  private static final List<String> WRITTEN =
      List.of(
          "beian",
          "number",
          "officialNumber",
          "revision",
          "event",
          "at",
          "state",
          "appName",
          "sponsorName",
          "filedOn",
          "rulebookVersion",
          "testDigests",
          "outcomes",
          "packages",
          "issuer",
          "users",
          "case");

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static String salt(Commitments.Sealed sealed, String name) {
    return String.valueOf(map(sealed.opening().get(name)).get("salt"));
  }

  private static Object commitment(Commitments.Sealed sealed, String name) {
    return Objects.requireNonNull(map(sealed.entry().get("commitments")).get(name));
  }

  private static String digest(String name, String salt, Object value) throws Exception {
    String text = CanonicalJson.write(Map.of("name", name, "salt", salt, "value", value));
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void salt_isAnotherForEachMemberAndEachEntry_of32Bytes() {
    Commitments commitments = new Commitments();
    Commitments.Sealed first = commitments.seal(MEMBERS);
    Commitments.Sealed second = commitments.seal(MEMBERS);
    Commitments.Sealed elsewhere = new Commitments().seal(MEMBERS);
    List<String> salts = new ArrayList<>();
    for (Commitments.Sealed sealed : List.of(first, second, elsewhere)) {
      salts.add(salt(sealed, "appName"));
      salts.add(salt(sealed, "sponsorName"));
    }
    assertThat(salts).doesNotHaveDuplicates().allMatch(salt -> salt.matches("[0-9a-f]{64}"));
  }

  @Test
  void whatStandsInTheOpen_isNumberStateAndWhatHappened_andNothingElse() {
    Map<String, Object> members = new HashMap<>();
    for (String name : WRITTEN) {
      members.put(name, "of " + name);
    }
    Commitments.Sealed sealed = new Commitments().seal(members);
    assertThat(sealed.entry())
        .containsOnlyKeys(
            "beian", "number", "revision", "event", "at", "state", "case", "commitments");
    assertThat(sealed.opening()).hasSize(WRITTEN.size() - 7);
  }

  @Test
  void commitment_isThatOfItsSalt_andOfNoneThatAnybodyCouldGuess() throws Exception {
    Commitments.Sealed sealed = new Commitments().seal(MEMBERS);
    Object made = commitment(sealed, "appName");
    assertThat(made).isEqualTo(digest("appName", salt(sealed, "appName"), "清溪巡河"));
    for (String guessed : List.of("", "0".repeat(64), "f".repeat(64))) {
      assertThat(made).as(guessed).isNotEqualTo(digest("appName", guessed, "清溪巡河"));
    }
    assertThat(commitment(sealed, "sponsorName"))
        .as("the same value under another name")
        .isNotEqualTo(made);
    assertThat(sealed.entry().toString()).doesNotContain(salt(sealed, "appName"), "清溪巡河");
  }
}
