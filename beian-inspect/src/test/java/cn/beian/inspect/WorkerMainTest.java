package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactsJson;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerMainTest {
  @TempDir private Path folder;

  @Test
  void worker_writesFactsAndProgress() throws Exception {
    Path apk = Files.write(folder.resolve("demo.apk"), Samples.apk());
    Path out = folder.resolve("facts.ndjson");
    List<String> said = new ArrayList<>();
    WorkerLoop.Outcome outcome =
        WorkerMain.run(
            List.of("--out", out.toString(), apk.toString()),
            (done, total, entryClass) -> said.add(done + "/" + total + " " + entryClass));
    assertThat(outcome.code()).isZero();
    assertThat(said).contains("1/6 entry", "6/6 entry");
    assertThat(FactsJson.digest(FactsJson.read(Files.newInputStream(out))))
        .isEqualTo(
            FactsJson.digest(
                PackageInspector.inspect(PackageInput.of(List.of(apk)), Limits.standard())));
  }
}
