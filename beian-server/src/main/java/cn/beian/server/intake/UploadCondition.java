package cn.beian.server.intake;

import cn.beian.server.intake.UploadRefusedException.Reason;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.storage.ObjectStore.Incoming;
import cn.beian.server.storage.ObjectTooLargeException;
import cn.beian.server.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;

/** What has to hold of bytes that came in before they are stored. */
interface UploadCondition {
  void require(StoredObject came) throws UploadRefusedException;

  /**
   * Stores a stream of at most {@code limitBytes} bytes; of one that is refused nothing stays.
   *
   * @throws UploadRefusedException when it is empty or longer than the limit, or by the condition
   * @throws IOException when the stream breaks, or the store fails
   */
  static StoredObject store(
      ObjectStore objects, InputStream in, long limitBytes, UploadCondition condition)
      throws UploadRefusedException, IOException {
    try (Incoming incoming = objects.receive(in, limitBytes)) {
      StoredObject came = incoming.object();
      if (came.sizeBytes() == 0) {
        throw new UploadRefusedException(Reason.EMPTY, "no bytes");
      }
      condition.require(came);
      incoming.keep();
      return came;
    } catch (ObjectTooLargeException e) {
      throw new UploadRefusedException(Reason.TOO_LARGE, String.valueOf(e.getMessage()));
    }
  }
}
