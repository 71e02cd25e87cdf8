package cn.beian.inspect.ios.macho;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.macho.Argument.Kind;
import cn.beian.inspect.ios.macho.MachO.Section;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What addresses in an image stand for: references of selectors and classes, texts, routines, stubs
 * of functions, and stubs of selectors ({@code __objc_stubs}: 32 bytes each, which begin by loading
 * the selector).
 */
final class CodeNames {
  private static final int OBJECT_STUB = 32;

  /** Functions of the runtime of Objective-C that hand back what they are given. */
  private static final Set<String> KEPT =
      Set.of(
          "_objc_retain",
          "_objc_autorelease",
          "_objc_retainAutorelease",
          "_objc_autoreleaseReturnValue",
          "_objc_retainAutoreleaseReturnValue",
          "_objc_retainAutoreleasedReturnValue",
          "_objc_claimAutoreleasedReturnValue",
          "_objc_unsafeClaimAutoreleasedReturnValue",
          "_objc_retainBlock",
          "_objc_opt_self",
          "_swift_retain",
          "_swift_bridgeObjectRetain");

  private final Map<Long, Argument> references = new HashMap<>();
  private final Map<Long, String> texts = new HashMap<>();
  private final Map<Long, String> functions;
  private final Map<Long, String> selectorStubs = new HashMap<>();
  private final Map<Long, String> owners = new HashMap<>();
  private final long[] starts;

  CodeNames(
      MachO image,
      Pointers pointers,
      ObjectiveC classes,
      Literals literals,
      Symbols symbols,
      long[] starts)
      throws BrokenDataException {
    this.starts = starts;
    this.functions = symbols.stubs();
    texts.putAll(literals.addresses());
    literals.objects().forEach(texts::put);
    for (Section section : image.sections()) {
      long step = image.wordBytes();
      long end = section.address() + section.size();
      for (long at = section.address(); isOfReferences(section) && at < end; at += step) {
        image.bytes().look(1);
        if (section.name().equals("__objc_selrefs")) {
          long offset = image.offsetOf(pointers.target(at));
          if (offset >= 0 && !image.isEncryptedAt(offset)) {
            references.put(at, new Argument(Kind.SELECTOR, image.text(offset), 0));
          }
        } else {
          String name = classes.classNamed(at);
          if (!name.isEmpty()) {
            references.put(at, new Argument(Kind.CLASS, name, 0));
          }
        }
      }
    }
    for (ClassInfo each : classes.classes().values()) {
      each.methods().forEach(method -> owners.put(method.code(), each.name()));
    }
    Optional<Section> stubs = image.section("__objc_stubs");
    if (stubs.isPresent()) {
      selectorStubs(image, stubs.get());
    }
  }

  private static boolean isOfReferences(Section section) {
    return section.name().equals("__objc_selrefs")
        || section.name().equals("__objc_classrefs")
        || section.name().equals("__objc_superrefs");
  }

  private void selectorStubs(MachO image, Section section) throws BrokenDataException {
    for (long i = 0; i < section.size() / OBJECT_STUB; i++) {
      long at = section.address() + i * OBJECT_STUB;
      long offset = image.offsetOf(at);
      if (offset < 0) {
        return;
      }
      image.bytes().look(OBJECT_STUB);
      Argument selector = loaded(Arm64Scan.loadedAddress(image, offset, at));
      if (selector.kind() == Kind.SELECTOR) {
        selectorStubs.put(at, selector.text());
      }
    }
  }

  /** What a routine is given as its first argument: of a method an object of its class. */
  Argument self(long routine) {
    String owner = owners.get(routine);
    return owner == null ? Argument.NONE : new Argument(Kind.OBJECT, owner, 0);
  }

  /** What is loaded from an address. */
  Argument loaded(long address) {
    return references.getOrDefault(address, Argument.NONE);
  }

  /** What stands at an address; itself where nothing is known. */
  Argument at(long address) {
    String text = texts.get(address);
    if (text != null) {
      return new Argument(Kind.TEXT, text, 0);
    }
    return isRoutine(address) ? new Argument(Kind.ROUTINE, "", address) : Argument.address(address);
  }

  private boolean isRoutine(long address) {
    return Arrays.binarySearch(starts, address) >= 0;
  }

  /**
   * What is called at an address, with these in the first two registers; empty for nothing told.
   */
  Optional<CalledCode> called(long target, Argument first, Argument second) {
    String selector = selectorStubs.get(target);
    if (selector != null) {
      return Optional.of(method(first, selector));
    }
    String function = functions.get(target);
    if (function == null) {
      return isRoutine(target) ? Optional.of(CalledCode.routine(target)) : Optional.empty();
    }
    if (KEPT.contains(function) || function.startsWith("_objc_retain_x")) {
      return Optional.of(CalledCode.kept());
    }
    if (function.equals("_objc_msgSend")) {
      return second.kind() == Kind.SELECTOR
          ? Optional.of(method(first, second.text()))
          : Optional.empty();
    }
    if (function.startsWith("_objc_alloc") || function.equals("_objc_opt_new")) {
      return Optional.of(method(first, "new"));
    }
    boolean told =
        function.length() > 1
            && function.startsWith("_") // else it is no function of C
            && !function.startsWith("_objc_")
            && !function.startsWith("_swift_");
    return told ? Optional.of(CalledCode.function(function.substring(1))) : Optional.empty();
  }

  private static CalledCode method(Argument receiver, String selector) {
    boolean known = receiver.isOfClass();
    boolean makes =
        known
            && (selector.startsWith("init")
                || selector.startsWith("alloc")
                || selector.startsWith("new")
                || selector.startsWith("shared")
                || selector.startsWith("default")
                || selector.startsWith("standard")
                || selector.startsWith("general"));
    return CalledCode.method(
        known ? receiver.text() : "",
        selector,
        makes ? new Argument(Kind.OBJECT, receiver.text(), 0) : Argument.NONE);
  }
}
