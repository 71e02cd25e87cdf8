package cn.beian.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts as they lie on the disk. */
class FactsStoreTest {
  private final FactSet facts = RiverApp.facts();
  @TempDir private Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void factsThatAPowerCutLeftShort_areWrittenAnew() throws Exception {
    FactsStore store = new FactsStore(folder);
    String digest = store.store(facts);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> store.read(digest)).isInstanceOf(IOException.class);
    assertThat(store.store(facts)).isEqualTo(digest);
    assertThat(FactsJson.digest(store.read(digest))).isEqualTo(digest);
    Files.write(file, new byte[0]);
    store.store(facts);
    assertThat(FactsJson.digest(store.read(digest))).isEqualTo(digest);
  }

  @Test
  void factsThatCannotBePutInTheirPlace_leaveNothingBehind() throws Exception {
    FactsStore store = new FactsStore(folder);
    store.store(facts);
    Path place = files().get(0);
    Files.delete(place);
    Files.createDirectories(place.resolve("in the way"));
    assertThatThrownBy(() -> store.store(facts)).isInstanceOf(IOException.class);
    assertThat(files()).isEmpty();
  }
}
