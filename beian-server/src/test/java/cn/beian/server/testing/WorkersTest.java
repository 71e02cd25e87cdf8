package cn.beian.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.facts.FactsJson;
import cn.beian.facts.VisibleText;
import cn.beian.inspect.WorkerFrames;
import cn.beian.server.TestClassPath;
import cn.beian.server.testing.Inspection.Failure;
import cn.beian.server.testing.TestingSettings.Sandbox;
import cn.beian.testkit.HostileNames;
import cn.beian.testkit.Samples;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class WorkersTest {
  @TempDir Path folder;

  private static Workers hostile(Duration wallLimit, int packagesPerWorker) {
    TestingSettings settings = HostileWorker.settings(wallLimit, packagesPerWorker);
    return new Workers(HostileWorker.command(settings, false, WorkerWalls.NONE), settings, 1);
  }

  private static Workers real(WorkerWalls walls) {
    TestingSettings settings =
        new TestingSettings(DataSize.ofMegabytes(128), Duration.ofMinutes(2), 1, 50, Sandbox.NONE);
    return new Workers(
        WorkerCommand.of(TestClassPath.entries(), settings, false, walls), settings, 1);
  }

  private WorkerOutcome read(Workers workers, String name) throws IOException {
    Path file = Files.write(folder.resolve(name), new byte[] {1});
    return workers.read(file, "", folder.resolve("facts"), (done, total) -> {});
  }

  private String pid(Workers workers) throws IOException {
    assertThat(read(workers, "good")).isEqualTo(WorkerOutcome.READ);
    return Files.readString(folder.resolve("facts"));
  }

  @ParameterizedTest
  @CsvSource({
    "hangs, TOO_LONG",
    "crashes, WORKER_FAILED",
    "devours, TOO_MUCH_MEMORY",
    "speaks, WORKER_FAILED",
    "counts-wrong, WORKER_FAILED",
    "another-number, WORKER_FAILED",
    "endless-frame, WORKER_FAILED",
    "no-text, WORKER_FAILED",
    "unknown-kind, WORKER_FAILED"
  })
  void hostilePackage_costsOneTest(String name, Failure failure) throws IOException {
    Duration limit = Duration.ofSeconds(name.equals("hangs") ? 3 : 60);
    try (Workers workers = hostile(limit, 50)) {
      String before = pid(workers);
      assertThat(read(workers, name).failure()).isEqualTo(failure);
      assertThat(pid(workers)).isNotEqualTo(before);
    }
  }

  @Test
  void endlessWords_areCut_andTheWorkerGoesOn() throws IOException {
    try (Workers workers = hostile(Duration.ofSeconds(60), 50)) {
      String before = pid(workers);
      WorkerOutcome outcome = read(workers, "chatters");
      assertThat(outcome.failure()).isEqualTo(Failure.UNREADABLE);
      assertThat(outcome.detail()).isEqualTo("no archive");
      assertThat(pid(workers)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"says-more-later", "breaks-the-next"})
  void workerThatAPackageTookOver_harmsNoOther(String name) throws IOException {
    try (Workers workers = hostile(Duration.ofSeconds(60), 50)) {
      String before = pid(workers);
      assertThat(read(workers, name)).isEqualTo(WorkerOutcome.READ);
      assertThat(pid(workers)).isNotEqualTo(before);
    }
  }

  @Test
  void worker_whoseProgressNobodyTakes_isEnded() throws IOException {
    try (Workers workers = hostile(Duration.ofSeconds(60), 50)) {
      String before = pid(workers);
      Path file = folder.resolve("good");
      assertThatThrownBy(
              () ->
                  workers.read(
                      file,
                      "",
                      folder.resolve("facts"),
                      (done, total) -> {
                        throw new IllegalStateException("no database");
                      }))
          .isInstanceOf(IllegalStateException.class);
      ProcessHandle.of(Long.parseLong(before)).ifPresent(process -> process.onExit().join());
      assertThat(pid(workers)).isNotEqualTo(before);
    }
  }

  @Test
  void worker_isWarmUntilItsTurnIsOver() throws IOException {
    try (Workers workers = hostile(Duration.ofSeconds(60), 2)) {
      List<String> pids = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        pids.add(pid(workers));
      }
      assertThat(pids.get(1)).isEqualTo(pids.get(0));
      assertThat(pids.get(2)).isNotEqualTo(pids.get(0));
      assertThat(pids.get(3)).isEqualTo(pids.get(2));
    }
  }

  @Test
  void realWorker_readsOneAfterTheOther_alike() throws IOException {
    Path good =
        Files.write(
            folder.resolve("a b+c.zip"),
            MiniProgramFiles.atRoot().page("pages/a", "<view>巡河</view>", "Page({})", "{}").zip());
    Path bad = Files.writeString(folder.resolve("bad.zip"), "no archive");
    Path facts = folder.resolve("facts");
    try (Workers workers = real(WorkerWalls.NONE)) {
      List<String> digests = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        assertThat(workers.read(good, "wx0123456789abcdef", facts, (done, total) -> {}))
            .isEqualTo(WorkerOutcome.READ);
        digests.add(FactsJson.digest(FactsJson.read(Files.newInputStream(facts))));
        assertThat(workers.read(bad, "", facts, (done, total) -> {}).failure())
            .isEqualTo(Failure.PLAIN_TEXT);
      }
      assertThat(digests).containsOnly(digests.get(0));
    }
  }

  @Test
  void namesInEveryContainer_speakForNobody() throws IOException {
    Path facts = folder.resolve("facts");
    List<String> failed = new ArrayList<>();
    try (Workers workers = real(WorkerWalls.NONE)) {
      for (Map.Entry<String, byte[]> one : HostileNames.packages().entrySet()) {
        Path file = Files.write(folder.resolve(one.getKey()), one.getValue());
        WorkerOutcome outcome = workers.read(file, "", facts, (done, total) -> {});
        assertThat(outcome.detail()).isEqualTo(VisibleText.of(outcome.detail()));
        if (outcome.failure() == Failure.NONE) {
          FactsJson.read(Files.newInputStream(facts));
        } else {
          assertThat(outcome.failure()).as(one.getKey()).isEqualTo(Failure.UNREADABLE);
          assertThat(outcome.detail()).contains("\\u000Adone 3\\u000Aprogress x\\u000D");
          failed.add(one.getKey());
        }
      }
    }
    assertThat(failed).containsExactly("damaged.zip", "damaged.rpk");
  }

  @Test
  void worker_knowsNothingOfTheServer_andItsFilesAreItsOwn() throws IOException {
    try (Workers workers = hostile(Duration.ofSeconds(60), 50)) {
      assertThat(read(workers, "tells")).isEqualTo(WorkerOutcome.READ);
    }
    Path told = folder.resolve("facts");
    Map<String, String> seen = HostileWorker.told(told);
    assertThat(seen.getOrDefault("environment", "nothing").split(","))
        .isSubsetOf("LC_ALL", "PWD", "OLDPWD", "SHLVL", "_");
    assertThat(Files.getPosixFilePermissions(told))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void workerForStrangers_hasTheLowestPriority() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "absent: /proc");
    TestingSettings settings = HostileWorker.settings(Duration.ofSeconds(60), 50);
    try (Workers workers =
        new Workers(HostileWorker.command(settings, true, WorkerWalls.NONE), settings, 1)) {
      assertThat(read(workers, "tells")).isEqualTo(WorkerOutcome.READ);
    }
    assertThat(HostileWorker.told(folder.resolve("facts"))).containsEntry("nice", "19");
  }

  /** A real sandbox, where there is one. */
  private WorkerWalls walls(Path toRead, Path toWrite) {
    WorkerWalls walls =
        WorkerWalls.choose(Sandbox.AUTO, System.getenv().getOrDefault("PATH", "/usr/bin"));
    assumeTrue(walls.bubblewrap().isPresent(), "absent: bubblewrap that works");
    return walls.around(List.of(toRead), List.of(toWrite));
  }

  @Test
  void workerBetweenWalls_reachesNoFileNorNetworkButItsOwn() throws IOException {
    Path packages = Files.createDirectory(folder.resolve("packages"));
    Path exchange = Files.createDirectory(folder.resolve("exchange"));
    Path secret = Files.writeString(folder.resolve("signing.key"), "secret");
    TestingSettings settings = HostileWorker.settings(Duration.ofSeconds(60), 50);
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Workers workers =
            new Workers(
                HostileWorker.command(settings, true, walls(packages, exchange)), settings, 1)) {
      Path file =
          Files.write(
              packages.resolve("package"),
              HostileWorker.content("tells " + secret + " " + open.getLocalPort()));
      Path facts = exchange.resolve("facts");
      assertThat(workers.read(file, "", facts, (done, total) -> {})).isEqualTo(WorkerOutcome.READ);
      Map<String, String> seen = HostileWorker.told(facts);
      assertThat(seen)
          .containsEntry("secret", "no")
          .containsEntry("network", "no")
          .containsEntry("package writable", "no")
          .containsEntry("nice", "19");
    }
  }

  @Test
  void realWorkerBetweenWalls_readsAsOutside_andDiesWithinItsLimits() throws IOException {
    Path packages = Files.createDirectory(folder.resolve("packages"));
    Path exchange = Files.createDirectory(folder.resolve("exchange"));
    Path good = Files.write(packages.resolve("a.apk"), Samples.apk());
    Path facts = exchange.resolve("facts");
    try (Workers inside = real(walls(packages, exchange));
        Workers outside = real(WorkerWalls.NONE)) {
      assertThat(inside.read(good, "", facts, (done, total) -> {})).isEqualTo(WorkerOutcome.READ);
      String digest = FactsJson.digest(FactsJson.read(Files.newInputStream(facts)));
      assertThat(outside.read(good, "", facts, (done, total) -> {})).isEqualTo(WorkerOutcome.READ);
      assertThat(FactsJson.digest(FactsJson.read(Files.newInputStream(facts)))).isEqualTo(digest);
    }
    TestingSettings settings = HostileWorker.settings(Duration.ofSeconds(3), 50);
    try (Workers workers =
        new Workers(
            HostileWorker.command(settings, false, walls(packages, exchange)), settings, 1)) {
      for (String act : List.of("hangs", "devours")) {
        Path file = Files.write(packages.resolve(act), HostileWorker.content(act));
        assertThat(workers.read(file, "", facts, (done, total) -> {}).failure())
            .isEqualTo(act.equals("hangs") ? Failure.TOO_LONG : Failure.TOO_MUCH_MEMORY);
      }
    }
  }

  @Test
  void sandboxThatIsDemandedAndNotThere_stopsTheStart() {
    assertThatThrownBy(() -> WorkerWalls.choose(Sandbox.BUBBLEWRAP, folder.toString()))
        .hasMessageContaining("beian.testing.sandbox=bubblewrap");
    assertThat(WorkerWalls.choose(Sandbox.AUTO, folder.toString())).isEqualTo(WorkerWalls.NONE);
  }

  @Test
  void realWorker_whoseServerIsGone_ends() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                TestClassPath.joined(),
                "cn.beian.inspect.WorkerMain",
                "--serve")
            .start();
    WorkerFrames.write(
        process.getOutputStream(), new WorkerFrames.Request(1, List.of("--out", "x", "y")));
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }
}
