package cn.beian.inspect.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCacheTest {
  private static final String KEY = "a".repeat(64);
  private static final String OTHER = "b".repeat(64);
  private static final byte[] BYTES = "what one entry says".getBytes(StandardCharsets.UTF_8);

  /** Size of the file of {@link #BYTES}. */
  private static final int FILE_BYTES = 43 + BYTES.length;

  @TempDir Path folder;

  private FolderCache cache(long maxBytes) throws IOException {
    return FolderCache.in(folder, maxBytes);
  }

  private Path file(String key) {
    return folder.resolve(key + ".kept");
  }

  @Test
  void put_isThereForTheNextProcess() throws IOException {
    assertThat(cache(1_000).get(KEY)).isEmpty();
    cache(1_000).put(KEY, BYTES);
    assertThat(cache(1_000).get(KEY)).contains(BYTES);
    assertThat(cache(1_000).get(OTHER)).isEmpty();
    assertThat(folder)
        .isDirectoryContaining("glob:**.kept")
        .isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void truncatedFile_isAMissAndDeleted() throws IOException {
    for (int length = 0; length < FILE_BYTES; length++) {
      cache(1_000).put(KEY, BYTES);
      Files.write(file(KEY), Arrays.copyOf(Files.readAllBytes(file(KEY)), length));
      assertThat(cache(1_000).get(KEY)).as("%d bytes", length).isEmpty();
      assertThat(file(KEY)).doesNotExist();
    }
  }

  @Test
  void flippedBit_isAMissAndDeleted() throws IOException {
    for (int bit = 0; bit < 8 * FILE_BYTES; bit++) {
      cache(1_000).put(KEY, BYTES);
      byte[] all = Files.readAllBytes(file(KEY));
      all[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file(KEY), all);
      assertThat(cache(1_000).get(KEY)).as("bit %d", bit).isEmpty();
      assertThat(file(KEY)).doesNotExist();
    }
  }

  @Test
  void fileOfAnotherKey_isAMissAndDeleted() throws IOException {
    cache(1_000).put(OTHER, BYTES);
    Files.copy(file(OTHER), file(KEY));
    assertThat(cache(1_000).get(KEY)).isEmpty();
    assertThat(file(KEY)).doesNotExist();
    assertThat(cache(1_000).get(OTHER)).contains(BYTES);
  }

  @Test
  void beyondItsBound_theOldestGo() throws IOException {
    FolderCache cache = cache(8L * FILE_BYTES);
    for (int i = 0; i < 8; i++) {
      String key = String.valueOf(i).repeat(64);
      cache.put(key, BYTES);
      Files.setLastModifiedTime(file(key), FileTime.fromMillis(1_000_000L - i));
    }
    cache.put(KEY, BYTES);
    for (int i = 0; i < 8; i++) { // down to six of nine files; that of 0 is the newest of the eight
      assertThat(cache.get(String.valueOf(i).repeat(64)).isPresent()).isEqualTo(i < 5);
    }
    assertThat(cache.get(KEY)).contains(BYTES);
  }

  @Test
  void whatLiesThere_countsWithTheFirstPut() throws IOException {
    cache(1_000).put(OTHER, BYTES);
    Files.setLastModifiedTime(file(OTHER), FileTime.fromMillis(0));
    cache(FILE_BYTES + 1).put(KEY, BYTES);
    assertThat(file(OTHER)).doesNotExist();
  }

  @Test
  void halfOfAKilledProcess_isNeverReadAndGoesWithTime() throws IOException {
    Path half = folder.resolve(KEY + ".1-1.part");
    Files.write(half, BYTES);
    Files.setLastModifiedTime(half, FileTime.fromMillis(0));
    assertThat(cache(1_000).get(KEY)).isEmpty();
    cache(FILE_BYTES + 1).put(OTHER, BYTES);
    assertThat(half).doesNotExist();
  }

  @Test
  void filesOfOthers_areLeftAlone() throws IOException {
    Path other = Files.write(folder.resolve("thesis.kept"), new byte[10_000]);
    FolderCache cache = cache(FILE_BYTES + 1);
    cache.put(KEY, BYTES);
    cache.put(OTHER, BYTES);
    assertThat(other).hasSize(10_000);
  }

  @Test
  void largerThanAllRoom_isNotKept() throws IOException {
    cache(FILE_BYTES - 1).put(KEY, BYTES);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void folderThatIsGone_isAMiss() throws IOException {
    FolderCache cache = FolderCache.in(folder.resolve("new"), 1_000);
    Files.delete(folder.resolve("new"));
    cache.put(KEY, BYTES);
    assertThat(cache.get(KEY)).isEmpty();
  }

  @Test
  void folderThatCannotBe_isRefused() throws IOException {
    Path file = Files.write(folder.resolve("file"), BYTES);
    assertThatThrownBy(() -> FolderCache.in(file, 1_000)).isInstanceOf(IOException.class);
  }

  @Test
  void newFolder_isItsOwnersAlone() throws IOException {
    Path made = folder.resolve("new");
    FolderCache.in(made, 1_000);
    assertThat(Files.getPosixFilePermissions(made)).hasSize(3);
  }
}
