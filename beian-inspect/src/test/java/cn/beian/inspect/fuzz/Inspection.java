package cn.beian.inspect.fuzz;

import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.cache.EntryCache;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One inspection of bytes, and what must hold of its facts whatever the bytes were. */
final class Inspection {
  private Inspection() {}

  /**
   * The facts of a package on one thread, with the AppID of the samples declared.
   *
   * @throws AssertionError if the facts, written, do not read back as the same bytes
   */
  static FactSet of(byte[] bytes) throws IOException, PackageFormatException {
    return of(bytes, EntryCache.NONE);
  }

  /** The same with a cache. */
  static FactSet of(byte[] bytes, EntryCache cache) throws IOException, PackageFormatException {
    Path file = Files.createTempFile("fuzz", "");
    try {
      Files.write(file, bytes);
      FactSet facts =
          PackageInspector.inspect(
              PackageInput.of(List.of(file)).withAppId(Samples.APP_ID),
              Limits.standard(),
              1,
              (done, total, what) -> {},
              cache);
      readsBack(facts);
      return facts;
    } finally {
      Files.delete(file);
    }
  }

  static void readsBack(FactSet facts) throws IOException {
    byte[] once = written(facts);
    byte[] again = written(FactsJson.read(new ByteArrayInputStream(once)));
    if (!Arrays.equals(once, again)) {
      throw new AssertionError("facts do not read back as what was written");
    }
  }

  static byte[] written(FactSet facts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FactsJson.write(facts, out);
    return out.toByteArray();
  }
}
