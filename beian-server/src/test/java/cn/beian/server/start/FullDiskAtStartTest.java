package cn.beian.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
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
    Exception refused = new StartRefusedException("the folder is in use", "end the other");
    assertThat(first.analyze(refused)).isNull();
    assertThat(all.get(1).analyze(new BeanCreationException("database", refused)))
        .isNotNull()
        .extracting(FailureAnalysis::getDescription, FailureAnalysis::getAction)
        .containsExactly("the folder is in use", "end the other");
    IOException postgres =
        new IOException(
            "PostgreSQL did not start on port 1; the disk is full (No space left on device)");
    assertThat(first.analyze(new BeanCreationException("database", postgres))).isNotNull();
  }
}
