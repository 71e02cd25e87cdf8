package cn.beian.cli;

import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.catalogue.Packer;
import cn.beian.inspect.catalogue.Pattern;
import cn.beian.inspect.catalogue.Sdk;
import cn.beian.inspect.catalogue.SourceDocument;
import cn.beian.inspect.catalogue.Term;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Prints the catalogue of SDKs and protectors as Markdown tables, by purpose. */
@Command(name = "sdks", mixinStandardHelpOptions = true)
final class SdksCommand implements Callable<Integer> {
  private final Console console;

  SdksCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = Catalogue.bundled();
    StringBuilder page = new StringBuilder(1 << 18);
    page.append("# ").append(console.text("sdks.title")).append("\n\n");
    page.append(console.text("sdks.head", catalogue.sdks().size(), catalogue.packers().size()))
        .append('\n');
    for (Term purpose : catalogue.purposes()) {
      section(page, name(purpose));
      for (Sdk sdk : catalogue.sdks()) {
        if (sdk.purpose().equals(purpose)) {
          String collects =
              sdk.collects().stream().map(this::name).collect(Collectors.joining("; "));
          row(page, sdk.name(), sdk.vendor(), collects, sdk.patterns(), sdk.sources());
        }
      }
    }
    section(page, console.text("sdks.packers"));
    for (Packer packer : catalogue.packers()) {
      row(page, packer.name(), packer.vendor(), "", packer.patterns(), packer.sources());
    }
    console.write(page.toString());
    return ExitCode.PASSED;
  }

  private void section(StringBuilder page, String title) {
    page.append("\n## ").append(title).append("\n\n");
    page.append(console.text("sdks.columns")).append("\n|---|---|---|---|---|\n");
  }

  private void row(
      StringBuilder page,
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
    page.append("| ")
        .append(String.join(" | ", name(name), name(vendor), collects, found, cited))
        .append(" |\n");
  }

  private String name(Term term) {
    return console.language() == Language.ZH ? term.zh() : term.en();
  }
}
