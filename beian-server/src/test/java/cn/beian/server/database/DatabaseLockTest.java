package cn.beian.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseLockTest {
  @Test
  void numbers_differ() {
    assertThat(DatabaseLock.values()).extracting(DatabaseLock::number).doesNotHaveDuplicates();
  }
}
