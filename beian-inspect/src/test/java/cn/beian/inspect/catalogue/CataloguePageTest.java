package cn.beian.inspect.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * docs/sdk-catalogue.zh.md and .en.md are made from the catalogue. Run with {@code
 * -Dcatalogue.write=true} to write them again.
 */
final class CataloguePageTest {
  enum Language {
    ZH(
        "# 第三方 SDK 与加固目录\n\n由目录数据生成，请勿手改。共 %d 个 SDK 和组件，%d 种加固。"
            + "“收集”一栏只列所引文件中写明的内容，空白表示所引文件没有说明，不表示不收集。"
            + "识别依据不全部出自所引文件；识别只说明安装包里有这些代码，不说明它在运行。\n",
        "| 名称 | 提供者 | 收集 | 识别依据 | 来源 |\n|---|---|---|---|---|\n", "加固", Term::zh),
    EN(
        "# Catalogue of third-party SDKs and protectors\n\nMade from the catalogue; not edited by hand."
            + " %d SDKs and components, %d protectors. \"Collects\" lists what the cited documents say;"
            + " an empty cell means that they say nothing, not that nothing is collected. Not every"
            + " pattern stands in the cited documents; a match says that the code is in the package,"
            + " not that it runs.\n",
        "| Name | Vendor | Collects | Found by | Sources |\n|---|---|---|---|---|\n",
        "Protectors",
        Term::en);

    private final String head;
    private final String columns;
    private final String packers;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference
    private final Function<Term, String> name;

    Language(String head, String columns, String packers, Function<Term, String> name) {
      this.head = head;
      this.columns = columns;
      this.packers = packers;
      this.name = name;
    }

    Path file() {
      return Path.of(System.getProperty("beian.root", ".."))
          .resolve("docs/sdk-catalogue." + name().toLowerCase(Locale.ROOT) + ".md");
    }
  }

  @ParameterizedTest
  @EnumSource
  void page_isThatOfTheCatalogue(Language language) throws IOException {
    String page = page(language);
    if (Boolean.getBoolean("catalogue.write")) {
      Files.writeString(language.file(), page);
    }

    assertThat(Files.readString(language.file()))
        .as("%s; make it anew with -Dcatalogue.write=true", language.file().getFileName())
        .isEqualTo(page);
  }

  private static String page(Language language) {
    Catalogue catalogue = Catalogue.bundled();
    StringBuilder page = new StringBuilder();
    page.append(
        String.format(
            Locale.ROOT, language.head, catalogue.sdks().size(), catalogue.packers().size()));
    for (Term purpose : catalogue.purposes()) {
      page.append("\n## ").append(language.name.apply(purpose)).append("\n\n");
      page.append(language.columns);
      for (Sdk sdk : catalogue.sdks()) {
        if (sdk.purpose().equals(purpose)) {
          String collects =
              sdk.collects().stream().map(language.name).collect(Collectors.joining("; "));
          row(page, language, sdk.name(), sdk.vendor(), collects, sdk.patterns(), sdk.sources());
        }
      }
    }
    page.append("\n## ").append(language.packers).append("\n\n").append(language.columns);
    for (Packer packer : catalogue.packers()) {
      row(page, language, packer.name(), packer.vendor(), "", packer.patterns(), packer.sources());
    }
    return page.toString();
  }

  private static void row(
      StringBuilder page,
      Language language,
      Term name,
      Term vendor,
      String collects,
      List<Pattern> patterns,
      List<SourceDocument> sources) {
    String found =
        patterns.stream().map(p -> "`" + p.text() + "`").collect(Collectors.joining(" "));
    String cited =
        sources.stream()
            .map(s -> "[" + s.kind().name().toLowerCase(Locale.ROOT) + "](" + s.address() + ")")
            .collect(Collectors.joining(" "));
    page.append("| ").append(language.name.apply(name));
    page.append(" | ").append(language.name.apply(vendor));
    page.append(" | ").append(collects);
    page.append(" | ").append(found);
    page.append(" | ").append(cited).append(" |\n");
  }
}
