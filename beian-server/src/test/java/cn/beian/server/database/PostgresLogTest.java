package cn.beian.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLogTest {
  @TempDir private Path folder;

  @Test
  void wantOfSpace_isToldOfTheProcessThatHadIt_andOfNoneThatCameAfter() throws IOException {
    Path log = folder.resolve("server.log");
    assertThat(PostgresLog.why(log, 0)).isEqualTo("see " + log);
    Files.writeString(log, "PANIC:  could not write to file: No space left on device\n");
    assertThat(PostgresLog.why(log, 0)).contains("is full", "No space left on device");
    long begun = PostgresLog.length(log);
    Files.writeString(log, "LOG:  ready\n", StandardOpenOption.APPEND);
    assertThat(PostgresLog.why(log, begun)).isEqualTo("see " + log);
  }
}
