package cn.beian.inspect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is spoiled inside a large package, it takes no more than three times the intact one. */
class LargeCampaignTest {
  private static final String FEW = "4";
  private static final String MANY = "150";

  @TempDir Path folder;

  @Test
  @Tag("once")
  void largePackagesThatAreMade_takeNoMoreThanThreeTimesTheIntactOne() throws Exception {
    assertThat(run(FEW, List.of())).contains("| apk (made) |").doesNotContain("finding");
  }

  @Test
  @Tag("deep")
  void everyLargePackage_takesNoMoreThanThreeTimesTheIntactOne() throws Exception {
    Path corpus = Path.of(System.getProperty("beian.root", "..")).resolve("../shared/corpus");
    assumeTrue(Files.isDirectory(corpus), "absent: the shared corpus");
    String table = run(MANY, List.of(corpus.toString()));
    System.out.println(table);
    assertThat(table).contains("| apk (made) |").doesNotContain("finding");
  }

  /** In a process of its own, with the heap of a worker. */
  private String run(String mutations, List<String> corpus)
      throws IOException, InterruptedException {
    Path out = folder.resolve("large.md");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Xmn48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-da:com.oracle.truffle...",
                "-cp",
                System.getProperty("java.class.path"),
                LargeCampaign.class.getName(),
                mutations,
                out.toString()));
    command.addAll(corpus);
    Process campaign = new ProcessBuilder(command).inheritIO().start();
    assertThat(campaign.waitFor()).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
