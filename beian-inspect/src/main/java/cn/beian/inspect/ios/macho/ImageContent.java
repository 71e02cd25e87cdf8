package cn.beian.inspect.ios.macho;

import cn.beian.inspect.binary.BrokenDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an image says of itself beside its load commands. Tables that are broken are named. */
public final class ImageContent {
  private static final String CLASS_SYMBOL = "_OBJC_CLASS_$_";

  private final List<TextAt> texts = new ArrayList<>();
  private final SortedSet<String> functions = new TreeSet<>();
  private final SortedSet<String> usedClasses = new TreeSet<>();
  private final SortedMap<String, ClassInfo> classes = new TreeMap<>();
  private final SortedSet<String> selectors = new TreeSet<>();
  private final SortedSet<String> types = new TreeSet<>();
  private final List<BrokenDataException> broken = new ArrayList<>();
  private boolean hidden;
  private @Nullable CodeNames names;
  private long[] starts = {};

  @FunctionalInterface
  private interface Part {
    void read() throws BrokenDataException;
  }

  private final MachO image;

  /** Reads what is not encrypted of an image. */
  public ImageContent(MachO image) {
    this.image = image;
    part(this::symbols);
    part(() -> selectors.addAll(Literals.names(image, "__objc_methname")));
    part(() -> types.addAll(SwiftTypes.of(image)));
    part(() -> pointed(new Pointers(image)));
  }

  private void part(Part part) {
    try {
      part.read();
    } catch (BrokenDataException e) {
      broken.add(e);
    }
  }

  private void symbols() throws BrokenDataException {
    imported(new Symbols(image).undefined());
  }

  private void imported(Iterable<String> symbols) {
    for (String symbol : symbols) {
      if (symbol.startsWith(CLASS_SYMBOL)) {
        usedClasses.add(symbol.substring(CLASS_SYMBOL.length()));
      } else if (symbol.startsWith("_") && symbol.length() > 1) {
        functions.add(symbol.substring(1));
      }
    }
  }

  private void pointed(Pointers pointers) {
    imported(pointers.imports());
    part(
        () -> {
          Literals literals = new Literals(image, pointers);
          texts.addAll(literals.texts());
          hidden = literals.unread() > 0;
          ObjectiveC objects = new ObjectiveC(image, pointers);
          classes.putAll(objects.classes());
          if (image.architecture().startsWith("arm64")) {
            starts = Arm64Scan.starts(image);
            names = new CodeNames(image, pointers, objects, literals, new Symbols(image), starts);
          }
        });
  }

  /**
   * Walks its instructions; only those of arm64 are known.
   *
   * @return whether there are some and all were walked
   */
  public boolean walk(CodeVisitor visitor) {
    int before = broken.size();
    CodeNames known = names;
    if (known == null || starts.length == 0) {
      return false;
    }
    part(() -> new Arm64Scan(image, known, visitor).walk(starts));
    return broken.size() == before;
  }

  /** Whether it has code of which no instruction can be walked. */
  public boolean isUnfollowed() {
    boolean code = image.section("__text").filter(text -> text.size() > 0).isPresent();
    return code && (names == null || starts.length == 0);
  }

  /** All texts but those that are encrypted, in the order of the file's sections. */
  public List<TextAt> texts() {
    return List.copyOf(texts);
  }

  /** Functions and variables of other libraries that it uses, as C has them. */
  public SortedSet<String> functions() {
    return functions;
  }

  /** Classes of other libraries that it uses. */
  public SortedSet<String> usedClasses() {
    return usedClasses;
  }

  /** Classes that it has, by name. */
  public SortedMap<String, ClassInfo> classes() {
    return classes;
  }

  /** Names of methods that it has or calls. */
  public SortedSet<String> selectors() {
    return selectors;
  }

  /** Types that its Swift code declares. */
  public SortedSet<String> types() {
    return types;
  }

  /** Tables that contradict their form. */
  public List<BrokenDataException> broken() {
    return List.copyOf(broken);
  }

  /** Whether texts or names are encrypted. */
  public boolean isHidden() {
    return hidden;
  }

  /** {@code Module.Name} of a class of Swift as Objective-C names it; other names as they are. */
  public static String readable(String className) {
    return SwiftTypes.readable(className);
  }

  /** Classes that inherit one of these, in however many steps, within the image. */
  public Set<String> inheriting(Set<String> roots) {
    Set<String> found = new TreeSet<>();
    boolean more = true;
    for (int step = 0; more && step < 32; step++) {
      more = false;
      for (ClassInfo each : classes.values()) {
        boolean inherits = roots.contains(each.superclass()) || found.contains(each.superclass());
        more |= inherits && found.add(each.name());
      }
    }
    return found;
  }
}
