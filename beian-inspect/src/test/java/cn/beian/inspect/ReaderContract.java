package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every reader of a packaged format does with every input. */
public abstract class ReaderContract {
  private static final int MUTATIONS = 200;
  private static final int TRUNCATIONS = 120;

  @TempDir Path folder;

  /** A small valid package. */
  protected abstract byte[] sample();

  /** Format in the header of its facts. */
  protected abstract String format();

  /** The same with a file named {@code ../out.js} in it. */
  protected abstract byte[] escaping();

  /** The same with one file in it twice. */
  protected abstract byte[] doubled();

  protected FactSet inspect(byte[] bytes) throws IOException, PackageFormatException {
    return inspect(bytes, Limits.standard(), 1);
  }

  private FactSet inspect(byte[] bytes, Limits limits, int threads)
      throws IOException, PackageFormatException {
    Path file = Files.write(folder.resolve("package.bin"), bytes);
    return PackageInspector.inspect(
        PackageInput.of(List.of(file)), limits, threads, (done, total, what) -> {});
  }

  private static List<String> anomalies(FactSet facts) {
    return facts.of(FactKind.ANOMALY).stream().map(fact -> fact.text(Field.CODE)).toList();
  }

  @Test
  void sample_isReadByContent() throws Exception {
    assertThat(inspect(sample()).header().format()).isEqualTo(format());
  }

  @Test
  void threadsAndLocale_haveNoEffect() throws Exception {
    FactSet one = inspect(sample(), Limits.standard(), 1);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(inspect(sample(), Limits.standard(), 4).all()).isEqualTo(one.all());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void firstBytes_ofAnotherFormat_areRefused() {
    byte[] bytes = sample();
    Arrays.fill(bytes, 0, Math.min(bytes.length, 1_024), (byte) 0x55);
    if (!format().equals("rpk") && !format().equals("amr")) { // a ZIP is found by its end
      assertThatThrownBy(() -> inspect(bytes)).isInstanceOf(PackageFormatException.class);
    }
    assertThatThrownBy(() -> inspect(new byte[0]))
        .isInstanceOfSatisfying(
            PackageFormatException.class, e -> assertThat(e.code()).isEqualTo(Code.UNREADABLE));
  }

  @Test
  void truncatedBytes_giveFactsOrTheDocumentedException() throws Exception {
    byte[] bytes = sample();
    int step = Math.max(1, bytes.length / TRUNCATIONS);
    for (int length = 0; length < bytes.length; length += length < 64 ? 1 : step) {
      onlyDocumented(Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void mutatedBytes_giveFactsOrTheDocumentedException() throws Exception {
    Random random = new Random(20261125);
    for (int round = 0; round < MUTATIONS; round++) {
      byte[] bytes = sample();
      int changes = 1 + random.nextInt(6);
      for (int i = 0; i < changes; i++) {
        int within = random.nextInt(3) == 0 ? Math.min(64, bytes.length) : bytes.length;
        bytes[random.nextInt(within)] = (byte) random.nextInt(256);
      }
      onlyDocumented(bytes);
    }
  }

  private void onlyDocumented(byte[] bytes) throws IOException {
    try {
      assertThat(inspect(bytes).header().sizeBytes()).isEqualTo(bytes.length);
    } catch (PackageFormatException e) {
      assertThat(e.sentence(Locale.CHINESE)).isNotBlank();
      assertThat(e.sentence(Locale.ENGLISH)).isNotBlank();
    }
  }

  @Test
  void nameThatLeadsOut_isLeftOutAndNamed() throws Exception {
    FactSet facts = inspect(escaping());
    assertThat(anomalies(facts)).anyMatch(code -> code.contains("name"));
    assertThat(facts.all())
        .noneMatch(
            fact ->
                fact.kind() != FactKind.ANOMALY
                    && fact.sites().stream().anyMatch(site -> site.entry().endsWith("out.js")));
  }

  @Test
  void fileThatIsThereTwice_countsOnceAndIsNamed() throws Exception {
    assertThat(anomalies(inspect(doubled()))).anyMatch(code -> code.contains("duplicate"));
  }

  @Test
  void limits_endInTheDocumentedException() {
    Limits limits = Limits.standard();
    Limits few =
        new Limits(
            limits.packageBytes(),
            1,
            limits.nameBytes(),
            limits.entryBytes(),
            limits.parsedBytes(),
            limits.inflatedBytes(),
            limits.ratio(),
            limits.ratioFromBytes(),
            limits.nesting(),
            limits.nodes(),
            limits.passes(),
            limits.facts(),
            limits.textChars());
    assertThatThrownBy(() -> inspect(sample(), few, 1))
        .isInstanceOfSatisfying(
            PackageFormatException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT));
  }
}
