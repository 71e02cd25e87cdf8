package cn.beian.server.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether places that are to protect each other lie on one device: then one lost disk, or one disk
 * image that is set back, takes the ledger along with what would have shown it.
 */
final class OneDevice {
  private final Devices devices;

  OneDevice() {
    this(path -> Files.getFileStore(path));
  }

  OneDevice(Devices devices) {
    this.devices = devices;
  }

  /** Tells devices apart; equal objects are one device. */
  interface Devices {
    Object of(Path existing) throws IOException;
  }

  /** Whether all of them do; false where the system does not say. */
  boolean holds(List<Path> places) {
    try {
      Object first = devices.of(existing(places.get(0)));
      for (Path place : places) {
        if (!devices.of(existing(place)).equals(first)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The place itself, or the folder in which it is going to be made. */
  private static Path existing(Path place) {
    Path here = place.toAbsolutePath();
    while (!Files.exists(here) && here.getParent() != null) {
      here = here.getParent();
    }
    return here;
  }
}
