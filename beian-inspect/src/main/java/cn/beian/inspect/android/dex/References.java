package cn.beian.inspect.android.dex;

import cn.beian.inspect.android.shared.LibraryReachability;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.catalogue.Catalogue.CodeOwner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the classes of one DEX file name, told class by class while their code is walked: types that
 * are made, called or read, and texts that look like names of classes.
 */
public final class References {
  private static final byte NO = 1;
  private static final byte YES = 2;

  private final DexFile dex;
  private final LibraryReachability reach;
  private final int[] typeSeen;
  private final int[] textSeen;
  private final byte[] namesClass;
  private final int classType;
  private final int loaderType;
  private final List<String> outside = new ArrayList<>();
  private final boolean[] outsideTypes;
  private final List<LibraryReachability.Library> classes = new ArrayList<>();
  private List<String> names = outside;
  private List<String> beginnings = new ArrayList<>();
  private int number =
      1; // of all that is outside of libraries; each class of a library has its own
  private int libraries = 1;
  private boolean reflects;
  private boolean texts;

  public References(DexFile dex, LibraryReachability reach) throws BrokenDataException {
    this.dex = dex;
    this.reach = reach;
    this.typeSeen = new int[dex.typeCount()];
    this.outsideTypes = new boolean[dex.typeCount()];
    this.textSeen = new int[dex.stringCount()];
    this.namesClass = new byte[dex.stringCount()];
    this.classType = dex.type("Ljava/lang/Class;");
    this.loaderType = dex.type("Ljava/lang/ClassLoader;");
  }

  /** What follows is named by the class of that index. */
  public void begin(int classIndex, boolean library) throws BrokenDataException {
    number = library ? ++libraries : 1;
    names = library ? new ArrayList<>() : outside;
    beginnings = new ArrayList<>();
    reflects = false;
    texts = false;
    for (int parent : dex.parents(classIndex)) {
      type(parent);
    }
  }

  void method(int index) throws BrokenDataException {
    int type = dex.methodType(index);
    if (type == classType || type == loaderType) {
      String name = dex.methodName(index);
      reflects |= name.equals("forName") || name.equals("loadClass");
    } else {
      type(type);
    }
  }

  void field(int index) throws BrokenDataException {
    type(dex.fieldType(index));
  }

  void type(int index) throws BrokenDataException {
    if (index < 0 || index >= typeSeen.length) {
      return;
    }
    if (number == 1) {
      outsideTypes[index] = true;
    } else if (typeSeen[index] != number) {
      typeSeen[index] = number;
      names.add(name(index));
    }
  }

  void text(int index) throws BrokenDataException {
    if (index < 0 || index >= namesClass.length || namesClass[index] == NO) {
      return;
    }
    if (namesClass[index] == 0) {
      namesClass[index] = dex.mayNameClass(index) ? YES : NO;
    }
    if (namesClass[index] == YES && textSeen[index] != number) {
      textSeen[index] = number;
      String name = dex.named(plain(dex.string(index)));
      if (name.endsWith(".")) {
        beginnings.add(name);
      } else {
        texts = true;
        names.add(name);
      }
    }
  }

  /** The class is over; of a library its owner is told. */
  public void end(String className, @Nullable CodeOwner owner, boolean hasNative) {
    if (reflects) {
      names.addAll(beginnings);
    }
    if (names != outside && owner != null) {
      boolean lost = reflects && !texts && beginnings.isEmpty();
      classes.add(new LibraryReachability.Library(className, owner, names, lost || hasNative));
    }
  }

  private String name(int type) throws BrokenDataException {
    String name = dex.className(type);
    int array = name.lastIndexOf('[') + 1;
    return array == 0 ? name : dex.named(plain(name.substring(array)));
  }

  /** The file is over. */
  public void finish() throws BrokenDataException {
    for (int type = 0; type < outsideTypes.length; type++) {
      if (outsideTypes[type]) {
        outside.add(name(type));
      }
    }
    reach.roots(outside);
    reach.libraries(classes);
  }

  /** {@code La/b/C;} and {@code a/b/C} as {@code a.b.C}. */
  private static String plain(String name) {
    boolean descriptor = name.startsWith("L") && name.endsWith(";");
    return (descriptor ? name.substring(1, name.length() - 1) : name).replace('/', '.');
  }
}
