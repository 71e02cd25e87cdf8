package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.inspect.catalogue.Catalogue;
import org.junit.jupiter.api.Test;

class SdksTest {
  @Test
  void everySdkAndProtector_isARow_inBothLanguages() {
    Catalogue catalogue = Catalogue.bundled();
    int rows = catalogue.sdks().size() + catalogue.packers().size();
    int sections = catalogue.purposes().size() + 1;
    for (String language : new String[] {"zh", "en"}) {
      Run run = Run.of("sdks", "--lang", language);
      assertThat(run.code()).isZero();
      assertThat(run.out().lines().filter(line -> line.startsWith("## "))).hasSize(sections);
      assertThat(run.out().lines().filter(line -> line.startsWith("| ")))
          .as("head rows and rows in " + language)
          .hasSize(rows + sections)
          .allMatch(row -> row.split(" \\| ", -1).length == 5, "five cells");
    }
    assertThat(Run.of("sdks", "--lang", "en").out())
        .contains(
            "# Catalogue of third-party SDKs and protectors", "| Name | Vendor |", "`com.qq.e.`");
  }
}
