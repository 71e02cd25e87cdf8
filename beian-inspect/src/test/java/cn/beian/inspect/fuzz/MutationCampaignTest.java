package cn.beian.inspect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No spoiled package ends in anything but facts or a documented code; see docs/robustness.md. */
@Tag("deep")
class MutationCampaignTest {
  @Test
  void everySpoiledPackage_endsAsDocumented_within512MiB() throws Exception {
    Path corpus = Path.of(System.getProperty("beian.root", "..")).resolve("../shared/corpus");
    assumeTrue(Files.isDirectory(corpus), "absent: the shared corpus");
    Path out = Path.of("target", "mutations.md");
    Process campaign =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-da:com.oracle.truffle...",
                    "-cp",
                    System.getProperty("java.class.path"),
                    MutationCampaign.class.getName(),
                    corpus.toString(),
                    out.toString()))
            .inheritIO()
            .start();
    assertThat(campaign.waitFor()).isZero();
    String table = Files.readString(out, StandardCharsets.UTF_8);
    System.out.println(table);
    assertThat(table.lines().filter(line -> line.startsWith("finding"))).isEmpty();
    assertThat(table).contains("| apk |");
  }
}
