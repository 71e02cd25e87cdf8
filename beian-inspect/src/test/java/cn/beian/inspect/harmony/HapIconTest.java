package cn.beian.inspect.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactSet;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.harmony.ResourceIndexBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HapIconTest {
  private static final String MEDIA = "resources/base/media/";

  @TempDir private Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private FactSet inspect(ZipBytes files) throws Exception {
    return InspectedHap.of(files, folder);
  }

  private static ZipBytes stage(ResourceIndexBytes table) {
    return new ZipBytes()
        .deflated("module.json", utf8(HapSamples.manifest("entry", "entry")))
        .stored("resources.index", table.second());
  }

  @Test
  void picture_isTheFileThatTheTableHasOfIt() throws Exception {
    ResourceIndexBytes table =
        HapSamples.texts().media(16777300, "icon", "entry/" + MEDIA + "i.png");
    FactSet facts = inspect(stage(table).stored(MEDIA + "i.png", utf8("PNG")));
    assertThat(facts.identity("icon")).contains(MEDIA + "i.png");
    assertThat(facts.identity("icon_background")).isEmpty();
  }

  @Test
  void layers_areTwoFiles_andTheOneInFrontIsTheIcon() throws Exception {
    ResourceIndexBytes table =
        new ResourceIndexBytes()
            .media(16777300, "icon", "entry/" + MEDIA + "layered.json")
            .media(16777301, "back", "entry/" + MEDIA + "back.png")
            .media(16777302, "front", "entry/" + MEDIA + "front.webp");
    FactSet facts =
        inspect(
            stage(table)
                .stored(MEDIA + "back.png", utf8("PNG"))
                .stored(MEDIA + "front.webp", utf8("WEBP"))
                .deflated(
                    MEDIA + "layered.json",
                    utf8(
                        "{\"layered-image\":{\"background\":\"$media:16777301\","
                            + "\"foreground\":\"$media:16777302\"}}")));
    assertThat(facts.identity("icon")).contains(MEDIA + "front.webp");
    assertThat(facts.identity("icon_background")).contains(MEDIA + "back.png");
  }

  @Test
  void layersWithoutFiles_areNoIcon() throws Exception {
    ResourceIndexBytes table =
        new ResourceIndexBytes().media(16777300, "icon", "entry/" + MEDIA + "layered.json");
    for (String layers : new String[] {"{\"layered-image\":[]}", "{", "{\"layered-image\":{}}"}) {
      FactSet facts = inspect(stage(table).stored(MEDIA + "layered.json", utf8(layers)));
      assertThat(facts.identity("icon")).as(layers).isEmpty();
    }
  }

  @Test
  void iconOfTheFaModel_isThatOfTheMainAbility() throws Exception {
    String config =
        "{\"app\":{\"bundleName\":\"cn.gov.demo\"},\"deviceConfig\":{},\"module\":{"
            + "\"mainAbility\":\".Main\",\"abilities\":[{\"name\":\".Other\",\"icon\":\"$media:b\"},"
            + "{\"name\":\".Main\",\"icon\":\"$media:a\"}]}}";
    ResourceIndexBytes table =
        new ResourceIndexBytes()
            .media(16777300, "a", "entry/" + MEDIA + "a.png")
            .media(16777301, "b", "entry/" + MEDIA + "b.png");
    FactSet facts =
        inspect(
            new ZipBytes()
                .deflated("config.json", utf8(config))
                .stored("assets/entry/resources.index", table.first())
                .stored("assets/entry/" + MEDIA + "a.png", utf8("PNG"))
                .stored("assets/entry/" + MEDIA + "b.png", utf8("PNG"))
                .deflated("assets/js/default/app.js", utf8("export default {}")));
    assertThat(facts.identity("icon")).contains("assets/entry/" + MEDIA + "a.png");
  }
}
