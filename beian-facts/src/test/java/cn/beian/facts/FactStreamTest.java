package cn.beian.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactStreamTest {
  private static final PackageHeader HEADER =
      new PackageHeader("apk", "native", "00", "00", 1, "test", "00", "limits");

  private static byte[] written() throws IOException {
    FactSet.Collector facts = new FactSet.Collector();
    add(facts, FactKind.UI_TEXT, Field.TEXT, "每日打卡 \"Check-In\"", "main.xml");
    add(facts, FactKind.UI_TEXT, Field.TEXT, "kind of text", "main.xml");
    add(facts, FactKind.SCREEN, Field.NAME, "pages/today", "pages/Today.wxml");
    add(facts, FactKind.DOMAIN, Field.NAME, "a.example.cn", "app.js");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FactsJson.write(facts.toFactSet(HEADER), out);
    return out.toByteArray();
  }

  private static void add(
      FactSet.Collector facts, FactKind kind, Field field, String value, String entry) {
    facts.add(kind, Origin.APP, "", Locator.entry(entry), Map.of(field, value));
  }

  private static List<Fact> read(Set<FactKind> kinds, String text) throws IOException {
    List<Fact> found = new ArrayList<>();
    InputStream in = new ByteArrayInputStream(written());
    assertThat(FactStream.read(in, kinds, text, found::add)).isEqualTo(HEADER);
    return found;
  }

  @Test
  void kinds_asked_areGivenInOrder() throws IOException {
    assertThat(read(EnumSet.of(FactKind.DOMAIN, FactKind.SCREEN), ""))
        .extracting(Fact::kind)
        .containsExactly(FactKind.SCREEN, FactKind.DOMAIN);
    assertThat(read(EnumSet.allOf(FactKind.class), ""))
        .isEqualTo(FactsJson.read(new ByteArrayInputStream(written())).all());
    assertThat(read(Set.of(), "")).isEmpty();
  }

  @Test
  void text_inValueOrPlace_isFoundWhateverItsCase() throws IOException {
    Set<FactKind> all = EnumSet.allOf(FactKind.class);
    assertThat(read(all, "\"check-in\"")).hasSize(1);
    assertThat(read(all, "打卡")).hasSize(1);
    assertThat(read(all, "today.WXML")).extracting(Fact::kind).containsExactly(FactKind.SCREEN);
    assertThat(read(all, "kind")).as("no member name is a text").hasSize(1);
    assertThat(read(all, "nowhere")).isEmpty();
  }

  @Test
  void counts_areThoseOfTheKindsThereAre() throws IOException {
    assertThat(FactStream.count(new ByteArrayInputStream(written())))
        .isEqualTo(Map.of(FactKind.UI_TEXT, 2, FactKind.SCREEN, 1, FactKind.DOMAIN, 1));
  }

  @Test
  void line_ofAnUnknownKind_isRefusedWithItsNumber() throws IOException {
    String text = new String(written(), StandardCharsets.UTF_8).replace("domain", "dream");
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> FactStream.count(in))
        .isInstanceOf(FactsFormatException.class)
        .hasMessageContaining("dream")
        .hasMessageContaining("5");
  }
}
