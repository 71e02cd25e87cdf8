package cn.beian.inspect.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.ElfBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every protector of the catalogue by each of its tell-tale files and classes, in packages made as
 * the catalogue's sources describe them; none was met in a real package.
 */
class PackersTest {
  private static final String APP = "cn.gov.guarded";
  private static final int PROTECTORS = 28;

  /** The code of a package that is known by its files: the same for all of them. */
  private static final byte[] LOADER = shell(APP + ".Loader");

  @TempDir Path folder;

  static Stream<Arguments> signs() {
    return Catalogue.bundled().packers().stream()
        .flatMap(packer -> packer.patterns().stream().map(sign -> Arguments.of(packer, sign)));
  }

  @Test
  void everyProtector_hasASign() {
    assertThat(Catalogue.bundled().packers()).hasSize(PROTECTORS);
    assertThat(Catalogue.bundled().packers()).allMatch(packer -> !packer.patterns().isEmpty());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("signs")
  void sign_tellsTheProtector_andItsCodeIsUndetermined(Packer packer, Pattern sign)
      throws Exception {
    ApkBytes apk = new ApkBytes(APP);
    if (sign.kind() == Pattern.Kind.CLASS) {
      apk.file("classes.dex", shell(sign.text()));
    } else {
      apk.file("classes.dex", LOADER);
      apk.file(place(sign.text()), new ElfBytes().toBytes());
    }
    Path file = Files.write(folder.resolve("a.apk"), apk.unsigned());
    FactSet facts = PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
    assertThat(facts.of(FactKind.PACKER))
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.text(Field.NAME)).isEqualTo(packer.name().both());
              assertThat(fact.text(Field.VENDOR)).isEqualTo(packer.vendor().both());
              assertThat(fact.origin()).isEqualTo(Origin.SDK);
            });
    for (String part : List.of("code", "pages", "text")) {
      Fact coverage =
          facts.of(FactKind.COVERAGE).stream()
              .filter(f -> f.text(Field.NAME).equals(part))
              .findFirst()
              .orElseThrow();
      assertThat(coverage.number(Field.READABLE)).as(part).hasValue(0);
      assertThat(coverage.number(Field.TOTAL).getAsLong()).as(part).isPositive();
      assertThat(coverage.text(Field.REASON))
          .startsWith("packed")
          .contains("unpacked test build of the same version");
    }
  }

  /** The class that the protector leaves in sight; of a Java package one in it. */
  private static byte[] shell(String sign) {
    String name = sign.endsWith(".") ? sign + "Shell" : sign;
    int dot = name.lastIndexOf('.');
    String source =
        "package "
            + name.substring(0, dot)
            + "; public class "
            + name.substring(dot + 1)
            + " { public static void attach() { System.loadLibrary(\"a\"); } }";
    try {
      return DexBytes.of(Map.of(name, source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it keeps a file of that name. */
  private static String place(String sign) {
    String name = sign.endsWith("*") ? sign.substring(0, sign.length() - 1) + "-1.so" : sign;
    return (name.endsWith(".so") ? "lib/arm64-v8a/" : "assets/") + name;
  }
}
