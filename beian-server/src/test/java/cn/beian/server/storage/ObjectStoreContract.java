package cn.beian.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.platform.Sha256Hex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What holds of objects and their pieces wherever they lie. */
abstract class ObjectStoreContract {
  static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
  private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);
  private static final String DIGEST = Sha256Hex.of(BYTES);

  abstract ObjectStore objects();

  abstract PartialObjects pieces();

  /** The clock of the store goes on. */
  abstract void pass(Duration time);

  private ObjectStore.Incoming receive(byte[] bytes, long limitBytes) throws IOException {
    return objects().receive(new ByteArrayInputStream(bytes), limitBytes);
  }

  @Test
  void whatIsKept_isReadWholeOrFromAnywhere_andAsAFile() throws IOException {
    try (ObjectStore.Incoming incoming = receive(BYTES, BYTES.length)) {
      assertThat(incoming.object()).isEqualTo(new StoredObject(DIGEST, BYTES.length));
      incoming.keep();
    }
    try (InputStream in = objects().open(DIGEST)) {
      assertThat(in.readAllBytes()).isEqualTo(BYTES);
    }
    try (InputStream in = objects().open(DIGEST)) {
      in.skipNBytes(4);
      assertThat(in.readNBytes(3)).asString(StandardCharsets.UTF_8).isEqualTo("456");
    }
    try (LocalCopy copy = objects().localCopy(DIGEST)) {
      assertThat(copy.file()).hasBinaryContent(BYTES);
      assertThat(copy.file().startsWith(objects().localFolder())).isTrue();
    }
    StoredResource resource = new StoredResource(objects(), DIGEST);
    assertThat(resource.contentLength()).isEqualTo(BYTES.length);
    assertThat(resource.getContentAsByteArray()).isEqualTo(BYTES);
  }

  @Test
  void whatIsNotKept_orTooLong_orBreaks_isNotThere() throws IOException {
    receive(BYTES, BYTES.length).close();
    assertThatThrownBy(() -> receive(BYTES, BYTES.length - 1))
        .isInstanceOf(ObjectTooLargeException.class)
        .hasMessage("over 9 bytes");
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    InputStream cut = new SequenceInputStream(new ByteArrayInputStream(BYTES), closed);
    assertThatThrownBy(() -> objects().receive(cut, 100)).hasMessage("Stream closed");
    assertThatThrownBy(() -> objects().open(DIGEST)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> objects().localCopy(DIGEST)).isInstanceOf(NoSuchFileException.class);
    pass(Duration.ofDays(1));
    assertThat(objects().olderThan(NOW.plus(Duration.ofDays(2)))).isEmpty();
    assertThat(pieces().discardBefore(NOW.plus(Duration.ofDays(36_500))))
        .as("nothing is left of them")
        .isZero();
  }

  @Test
  void whatIsOld_isRemoved_unlessItWasStoredAgain() throws IOException {
    StoredFiles.put(objects(), BYTES);
    pass(Duration.ofDays(2));
    Instant before = NOW.plus(Duration.ofDays(1));
    assertThat(objects().olderThan(before)).containsExactly(DIGEST);
    StoredFiles.put(objects(), BYTES);
    assertThat(objects().olderThan(before)).isEmpty();
    assertThat(objects().remove(DIGEST, before)).isFalse();
    objects().open(DIGEST).close();
    assertThat(objects().remove(DIGEST, NOW.plus(Duration.ofDays(3)))).isTrue();
    assertThatThrownBy(() -> objects().open(DIGEST)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void pieces_becomeAnObject_onceAndAgain() throws IOException {
    UUID id = UUID.randomUUID();
    assertThat(pieces().sizeBytes(id)).isZero();
    assertThatThrownBy(() -> pieces().append(id)).isInstanceOf(NoSuchFileException.class);
    pieces().begin(id);
    try (PartialObjects.Piece first = pieces().append(id).orElseThrow()) {
      assertThat(first.offsetBytes()).isZero();
      first.out().write(BYTES, 0, 4);
      assertThat(pieces().append(id)).as("while another is being written").isEmpty();
    }
    try (PartialObjects.Piece second = pieces().append(id).orElseThrow()) {
      assertThat(second.offsetBytes()).isEqualTo(4);
      second.out().write(BYTES, 4, 6);
    }
    assertThat(pieces().sizeBytes(id)).isEqualTo(BYTES.length);
    try (InputStream in = pieces().open(id)) {
      assertThat(Sha256Hex.of(in)).isEqualTo(DIGEST);
    }
    pieces().complete(id, DIGEST);
    pieces().complete(id, DIGEST);
    try (InputStream in = objects().open(DIGEST)) {
      assertThat(in.readAllBytes()).isEqualTo(BYTES);
    }
    assertThat(pieces().sizeBytes(id)).isZero();
  }

  @Test
  void pieces_givenUp_areGone() throws IOException {
    UUID id = UUID.randomUUID();
    pieces().begin(id);
    pieces().discard(id);
    pieces().discard(id);
    assertThatThrownBy(() -> pieces().open(id)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> pieces().complete(id, DIGEST)).isInstanceOf(NoSuchFileException.class);
  }
}
