package cn.beian.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFilesTest {
  @ParameterizedTest
  @CsvSource({
    "objects/sha256/ab/cd/x, true, false",
    "objects/facts/x.ndjson.gz, true, false",
    "ledger/published.head, true, false",
    "audit/signing.key, false, true",
    "objects/incoming/x, false, false",
    "objects/sha256/x.part, false, false",
    "worker/x.jar, false, false",
    "worker/x.head, false, false",
    "postgres/a.key, false, false",
    "temp/a.head, false, false",
    "x.jar, false, false"
  })
  void whatIsKept_byItsName(String name, boolean stored, boolean key) {
    assertThat(DataFiles.isStored(name)).isEqualTo(stored);
    assertThat(DataFiles.isKey(name)).isEqualTo(key);
  }
}
