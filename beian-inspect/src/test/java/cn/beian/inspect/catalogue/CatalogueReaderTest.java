package cn.beian.inspect.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CatalogueReaderTest {
  private static final Term PUSH = new Term("push", "消息推送", "Push messages");
  private static final String GOOD =
      """
      sdk: example-push
      name: 示例推送 | Example Push
      vendor: 示例 | Example
      collects: device-id
      class: com.example.push.
      source: vendor 2026-11-25 https://example.com/privacy
      """;

  @Test
  void goodEntry_readWhole() {
    CatalogueReader reader = reader(GOOD);

    assertThat(reader.problems()).isEmpty();
    Sdk sdk = reader.sdks().get(0);
    assertThat(sdk.name().both()).isEqualTo("示例推送 Example Push");
    assertThat(sdk.collects()).extracting(Term::code).containsExactly("device-id");
    assertThat(sdk.sources().get(0).checked()).isEqualTo("2026-11-25");
  }

  @Test
  void sameId_refusedWithFileAndLine() {
    assertThat(problems(GOOD + "\n" + GOOD.replace("com.example.push.", "com.example.two.")))
        .containsExactly(
            "push.txt:8: entry 'example-push' is there already; give this one another name");
  }

  @Test
  void unknownDataItem_refusedWithTheKnownOnes() {
    assertThat(problems(GOOD.replace("device-id", "divice-id")))
        .containsExactly("push.txt:4: unknown data item 'divice-id'; known are device-id");
  }

  @Test
  void missingSource_refused() {
    assertThat(problems(GOOD.replaceAll("(?m)^source.*$", "# none")))
        .containsExactly("push.txt:1: no source; cite a document that you read, or a sample");
  }

  @Test
  void sourceWithoutDate_refusedWithTheForm() {
    assertThat(problems(GOOD.replace(" 2026-11-25", "")))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("push.txt:6: expected 'source: vendor|coordinates|list|policy"));
  }

  @Test
  void overlappingPrefix_refusedUnlessItIsSaid() {
    String inner =
        GOOD.replace("example-push", "inner")
            .replace("class: com.example.push.", "class: com.example.push.inner.");

    assertThat(problems(GOOD + "\n" + inner))
        .containsExactly(
            "push.txt:12: 'com.example.push.inner.' overlaps with example-push; say 'within:"
                + " example-push' if it is a part of it, else write a longer pattern there");
    assertThat(problems(GOOD + "\n" + inner + "within: example-push\n")).isEmpty();
  }

  @Test
  void withinWithoutOverlap_refused() {
    assertThat(problems(GOOD + "within: other\n"))
        .containsExactly("push.txt:1: example-push is not within other; take that out");
  }

  @Test
  void samePatternTwice_refused() {
    assertThat(problems(GOOD + "\n" + GOOD.replace("example-push", "two")))
        .containsExactly("push.txt:12: 'com.example.push.' is a pattern of example-push already");
  }

  @Test
  void patternCoveredByItsOwnEntry_refused() {
    assertThat(problems(GOOD + "class: com.example.push.sub.\n"))
        .containsExactly(
            "push.txt:7: 'com.example.push.sub.' is covered by this entry's own patterns");
  }

  @Test
  void unknownFieldAndNoFieldAtAll_refused() {
    assertThat(problems(GOOD + "klass: com.example.\nnonsense\n"))
        .containsExactlyInAnyOrder(
            "push.txt:7: unknown field 'klass'",
            "push.txt:8: expected 'field: value', found 'nonsense'");
  }

  private static List<String> problems(String text) {
    return reader(text).problems().stream().map(CatalogueProblem::toString).toList();
  }

  private static CatalogueReader reader(String text) {
    CatalogueReader reader = new CatalogueReader(new Vocabulary("device-id\t设备标识\tDevice"), true);
    reader.sdks("push.txt", text, PUSH);
    return reader;
  }
}
