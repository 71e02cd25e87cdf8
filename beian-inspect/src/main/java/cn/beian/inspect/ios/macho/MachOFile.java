package cn.beian.inspect.ios.macho;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.reader.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A file of one image, or of one for each kind of processor (Apple, {@code mach-o/fat.h}):
 *
 * <pre>
 * fat file    big-endian: u32 magic, u32 count; each: u32 cpu, u32 sub-type, u32 offset, u32 size,
 *             u32 align (of cafebabf offset, size as u64, align and reserved behind)
 * </pre>
 */
public final class MachOFile {
  private static final int FAT = 0xcafebabe;
  private static final int FAT_64 = 0xcafebabf;
  private static final int MAX_SLICES = 16;
  private static final int FAT_HEADER = 8;
  private static final int FAT_ENTRY = 20;
  private static final int FAT_ENTRY_64 = 32;

  private MachOFile() {}

  /** Whether these are the first bytes of an image or of a fat file. */
  public static boolean is(byte[] data) {
    if (data.length < FAT_HEADER) {
      return false;
    }
    int big = ByteBuffer.wrap(data).getInt(0);
    int little = Integer.reverseBytes(big);
    // class files of Java begin like fat files, with a version where those have a small count
    boolean fat = (big == FAT || big == FAT_64) && ByteBuffer.wrap(data).getInt(4) <= MAX_SLICES;
    return fat || little == MachO.MAGIC_32 || little == MachO.MAGIC_64;
  }

  /**
   * The images in a file, one for each kind of processor; the one that today's devices run first.
   *
   * @throws BrokenDataException if it is no Mach-O file or its tables leave the data
   */
  public static List<MachO> images(byte[] data, Limits limits) throws BrokenDataException {
    Bytes bytes = new Bytes(data, limits);
    bytes.require(0, FAT_HEADER, "header");
    ByteBuffer big = ByteBuffer.wrap(data);
    int magic = big.getInt(0);
    if (magic != FAT && magic != FAT_64) {
      return List.of(new MachO(bytes, 0, data.length));
    }
    int count = big.getInt(4);
    if (count < 1 || count > MAX_SLICES) {
      throw new BrokenDataException(4, count + " images");
    }
    int step = magic == FAT ? FAT_ENTRY : FAT_ENTRY_64;
    bytes.require(FAT_HEADER, (long) count * step, "table of images");
    List<MachO> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = FAT_HEADER + i * step;
      long offset = magic == FAT ? big.getInt(at + 8) & 0xffffffffL : big.getLong(at + 8);
      long size = magic == FAT ? big.getInt(at + 12) & 0xffffffffL : big.getLong(at + 16);
      images.add(new MachO(bytes, offset, size));
    }
    images.sort(Comparator.comparingInt(MachO::rank));
    return images;
  }
}
