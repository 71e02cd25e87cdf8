package cn.beian.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
  private static final int MOST = 8;

  @TempDir private Path folder;

  @Test
  void secret_madeBySeveralAtOnce_isTheOneOfTheFirst_andNobodyElseReadsIt() throws Exception {
    Path place = folder.resolve("keys/one.key");
    CountDownLatch begin = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(MOST);
    List<String> made = new ArrayList<>();
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int number = 0; number < MOST; number++) {
        String content = "key " + number;
        all.add(
            threads.submit(
                () -> {
                  begin.await();
                  return DurableFiles.createSecret(place, content);
                }));
      }
      begin.countDown();
      for (int number = 0; number < MOST; number++) {
        if (all.get(number).get(5, TimeUnit.MINUTES)) {
          made.add("key " + number);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(made).singleElement().isEqualTo(Files.readString(place));
    assertThat(DurableFiles.createSecret(place, "later")).isFalse();
    assertThat(Files.readString(place)).isEqualTo(made.get(0));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(place.getParent())) {
      assertThat(files).containsExactly(place);
    }
  }
}
