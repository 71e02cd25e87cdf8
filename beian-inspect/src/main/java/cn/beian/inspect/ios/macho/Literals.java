package cn.beian.inspect.ios.macho;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.macho.MachO.Section;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Texts in an image: those of C and Swift in {@code __cstring}, each up to a zero, and those of
 * Objective-C in {@code __cfstring} (Apple, {@code CFString.c}): words {class, flags, address of
 * the characters, length}; with the flag for UTF-16 two bytes a character, little-endian.
 */
final class Literals {
  private static final int UTF16_FLAG = 0x10;
  private static final int MAX_UNITS = 1 << 20;

  private final MachO image;
  private final Pointers pointers;
  private final List<TextAt> texts = new ArrayList<>();
  private final Map<Long, String> addresses = new HashMap<>();
  private final Map<Long, String> objects = new LinkedHashMap<>();
  private int unread;

  Literals(MachO image, Pointers pointers) throws BrokenDataException {
    this.image = image;
    this.pointers = pointers;
    for (Section section : image.sections()) {
      switch (section.name()) {
        case "__cstring", "__oslogstring" -> zeroEnded(section);
        case "__cfstring" -> objects(section);
        default -> {}
      }
    }
  }

  /** All texts but those that are encrypted. */
  List<TextAt> texts() {
    return texts;
  }

  /** Texts of C and Swift by their address. */
  Map<Long, String> addresses() {
    return addresses;
  }

  /** Texts of Objective-C by the address of their object. */
  Map<Long, String> objects() {
    return objects;
  }

  /** Sections and objects whose characters are encrypted. */
  int unread() {
    return unread;
  }

  private void zeroEnded(Section section) throws BrokenDataException {
    if (!image.holds(section.offset(), section.size())) {
      throw new BrokenDataException(image.base() + section.offset(), "texts leave the image");
    }
    if (image.isEncryptedAt(section.offset())) {
      unread++;
      return;
    }
    byte[] data = image.bytes().array();
    int start = (int) (image.base() + section.offset());
    int end = start + (int) section.size();
    image.bytes().look(section.size());
    for (int at = start; at < end; at++) {
      if (data[at] == 0) {
        if (at > start) {
          String text = new String(data, start, at - start, StandardCharsets.UTF_8);
          texts.add(new TextAt(text, start));
          addresses.put(section.address() + start - image.base() - section.offset(), text);
        }
        start = at + 1;
      }
    }
  }

  private void objects(Section section) throws BrokenDataException {
    int word = image.wordBytes();
    long count = section.size() / (4L * word);
    for (long i = 0; i < count; i++) {
      image.bytes().look(1);
      long object = section.address() + i * 4 * word;
      long at = image.offsetOf(object);
      if (at < 0) {
        return;
      }
      int flags = image.i32(at + word);
      long length = image.word(at + 3L * word);
      long characters = image.offsetOf(pointers.target(object + 2L * word));
      text(object, flags, characters, length);
    }
  }

  private void text(long object, int flags, long at, long length) throws BrokenDataException {
    boolean wide = (flags & UTF16_FLAG) != 0;
    if (at < 0 || length <= 0 || length > MAX_UNITS) {
      return;
    }
    if (image.isEncryptedAt(at)) {
      unread++;
      return;
    }
    int bytes = (int) (wide ? 2 * length : length);
    if (!image.holds(at, bytes)) {
      throw new BrokenDataException(image.base() + at, "a text of " + length + " characters");
    }
    image.bytes().look(bytes);
    String text =
        new String(
            image.bytes().array(),
            (int) (image.base() + at),
            bytes,
            wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
    objects.put(object, text);
    if (wide) { // the others stand among those that end with a zero
      texts.add(new TextAt(text, image.base() + at));
    }
  }

  /** Texts of a section of names, like {@code __objc_methname}; none if it is encrypted. */
  static List<String> names(MachO image, String sectionName) throws BrokenDataException {
    List<String> names = new ArrayList<>();
    Optional<Section> section = image.section(sectionName);
    if (section.isEmpty() || image.isEncryptedAt(section.get().offset())) {
      return names;
    }
    long at = section.get().offset();
    long end = at + section.get().size();
    while (at < end) {
      String name = image.text(at);
      if (!name.isEmpty()) {
        names.add(name);
      }
      at += image.textBytes(at) + 1L;
    }
    return names;
  }
}
