package cn.beian.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class FullDiskAtStartTest {
  @Test
  void wantOfSpace_isTheFirstThatIsSaid_andNothingElseIs() {
    List<FailureAnalyzer> all =
        SpringFactoriesLoader.forDefaultResourceLocation()
            .load(FailureAnalyzer.class, (type, name, failure) -> {}); // some want a bean factory
    FailureAnalyzer first = all.get(0);
    assertThat(first).isInstanceOf(FullDiskAtStart.class);
    IOException full = new IOException("No space left on device");
    assertThat(first.analyze(new BeanCreationException("database", new UncheckedIOException(full))))
        .isNotNull()
        .extracting(FailureAnalysis::getDescription)
        .asString()
        .contains("is full");
    assertThat(first.analyze(new BeanCreationException("database"))).isNull();
  }

  @Test
  void databaseThatDoesNotStart_saysSoInItsLogAlone(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("server.log");
    assertThat(FullDisk.in(log)).isEmpty();
    Files.writeString(log, "x".repeat(100_000) + "\nready\n");
    assertThat(FullDisk.in(log)).isEmpty();
    String line = "FATAL:  could not write lock file \"postmaster.pid\": No space left on device";
    Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
    assertThat(FullDisk.in(log)).hasValue(line);
  }
}
