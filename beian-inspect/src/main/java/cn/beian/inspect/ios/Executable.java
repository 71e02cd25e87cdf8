package cn.beian.inspect.ios;

import cn.beian.facts.Origin;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.macho.ImageContent;
import cn.beian.inspect.ios.macho.MachO;
import cn.beian.inspect.ios.macho.MachOFile;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of code. What others ask of it stays known; its content is large, so it is kept where
 * there is room and else read again when its turn comes.
 */
final class Executable {
  private static final Set<String> CONTROLLERS =
      Set.of(
          "UIViewController",
          "UITableViewController",
          "UICollectionViewController",
          "UINavigationController",
          "UITabBarController",
          "UIPageViewController",
          "UISplitViewController");

  /** The images, the one that today's devices run first, and what that one says. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Loaded(List<MachO> images, ImageContent content, byte[] data) {
    static Loaded of(byte[] data, Limits limits) throws BrokenDataException {
      List<MachO> images = MachOFile.images(data, limits);
      return new Loaded(images, new ImageContent(images.get(0)), data);
    }
  }

  private final FileTree.Entry file;
  private final Limits limits;
  private final Origin origin;
  private final boolean encrypted;
  private final boolean unfollowed;
  private final long methods;
  private final Set<String> controllers;
  private final List<String> delegates;
  private boolean whole;
  private @Nullable Loaded loaded;

  /**
   * Of a file that was just read.
   *
   * @param keeps whether its content is kept until it is {@link #release released}
   */
  Executable(FileTree.Entry file, Loaded now, Origin origin, boolean keeps, Limits limits) {
    this.file = file;
    this.limits = limits;
    this.origin = origin;
    ImageContent content = now.content;
    this.loaded = keeps ? now : null;
    this.encrypted = now.images.get(0).isEncrypted();
    this.unfollowed = content.isUnfollowed();
    this.methods = content.classes().values().stream().mapToLong(c -> c.methods().size()).sum();
    this.controllers = Set.copyOf(content.inheriting(CONTROLLERS));
    this.delegates =
        content.classes().keySet().stream().filter(name -> name.endsWith("Delegate")).toList();
    this.whole = content.broken().isEmpty();
  }

  String entry() {
    return file.name();
  }

  Origin origin() {
    return origin;
  }

  boolean isEncrypted() {
    return encrypted;
  }

  /** Whether it has code of which no instruction can be walked. */
  boolean isUnfollowed() {
    return unfollowed;
  }

  /** Whether none of what was looked at contradicts its form. */
  boolean isWhole() {
    return whole;
  }

  /** How many methods its classes have. */
  long methods() {
    return methods;
  }

  /** Its classes that are controllers of screens. */
  Set<String> controllers() {
    return controllers;
  }

  /** Its classes that are named as delegates. */
  List<String> delegates() {
    return delegates;
  }

  /**
   * Its content, read again where it was not kept.
   *
   * @throws PackageFormatException LIMIT
   */
  Loaded load() throws PackageFormatException {
    Loaded known = loaded;
    if (known == null) {
      try {
        known = Loaded.of(file.bytes(), limits);
      } catch (BrokenDataException e) {
        throw new IllegalStateException(entry() + " reads otherwise than before", e);
      }
    }
    return known;
  }

  /** Its content is no longer needed; this is what walking its code left of it. */
  void release(Loaded walked) {
    whole = walked.content.broken().isEmpty();
    loaded = null;
  }
}
