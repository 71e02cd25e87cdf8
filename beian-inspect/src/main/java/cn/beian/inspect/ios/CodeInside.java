package cn.beian.inspect.ios;

import cn.beian.facts.Unread;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.macho.MachO;
import cn.beian.inspect.ios.signature.CodeSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Whether the code beside the app's executable, in frameworks, libraries and extensions, is what
 * its directories of code say. Who signed it is not asked: the app's list of files, or the digest
 * of its directory there, says that it belongs to the app.
 */
final class CodeInside {
  private static final int MAX_NAMED = 5;

  private final ResourceSeals seals;
  private final SortedSet<String> unsigned = new ConcurrentSkipListSet<>();
  private final SortedSet<String> changed = new ConcurrentSkipListSet<>();

  CodeInside(ResourceSeals seals) {
    this.seals = seals;
  }

  /** Looks at a file of code, once; what no system loads needs no signature. */
  void look(String entry, byte[] data, List<MachO> images) {
    List<MachO> loaded = images.stream().filter(MachO::isLoaded).toList();
    List<CodeSignature> signatures = new ArrayList<>();
    long size = 0;
    for (MachO image : loaded) {
      size += image.imageBytes();
      Optional<byte[]> bytes = image.signatureBytes();
      if (bytes.isEmpty()) {
        unsigned.add(entry);
      } else if (size > data.length || !holds(image, bytes.get(), data, signatures)) {
        changed.add(entry);
      }
    }
    if (!signatures.isEmpty() && signatures.size() == loaded.size()) {
      seals.met(entry, signatures);
    }
  }

  private static boolean holds(
      MachO image, byte[] bytes, byte[] data, List<CodeSignature> signatures) {
    try {
      CodeSignature signature = CodeSignature.read(bytes);
      signatures.add(signature);
      return image.matchesCode(signature, data);
    } catch (BrokenDataException e) {
      return false;
    }
  }

  /** What does not hold. */
  List<Unread.Said> problems() {
    List<Unread.Said> problems = new ArrayList<>();
    if (!changed.isEmpty()) {
      problems.add(Unread.CODE_INSIDE_CHANGED.naming(some(changed)));
    }
    if (!unsigned.isEmpty()) {
      problems.add(Unread.CODE_NOT_SIGNED.naming(some(unsigned)));
    }
    return problems;
  }

  private static String some(SortedSet<String> names) {
    return String.join(", ", names.stream().limit(MAX_NAMED).toList());
  }
}
