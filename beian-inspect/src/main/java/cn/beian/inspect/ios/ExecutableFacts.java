package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.ios.macho.ClassInfo;
import cn.beian.inspect.ios.macho.ImageContent;
import cn.beian.inspect.ios.macho.MachO;
import cn.beian.inspect.ios.macho.MethodInfo;
import cn.beian.inspect.ios.macho.TextAt;
import cn.beian.inspect.shared.LiteralFacts;
import cn.beian.inspect.shared.SqlTexts;
import cn.beian.inspect.shared.UiText;
import cn.beian.inspect.shared.UrlFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Facts of one image: how it is built, classes, texts, and what of the system it uses. */
final class ExecutableFacts {
  private static final int MIN_METHOD = 4;

  /** {@code CryptoKit.Insecure.MD5} and {@code .SHA1} in the names that Swift gives to symbols. */
  private static final Map<String, String> INSECURE =
      Map.of("$s9CryptoKit8InsecureO3MD5V", "MD5", "$s9CryptoKit8InsecureO4SHA1V", "SHA-1");

  /** What compilers call for counted references; newer ones name the register of the object. */
  private static final Pattern REFERENCE_COUNTING =
      Pattern.compile("objc_(?:release|retain)_x\\d+|objc_release|objc_storeStrong");

  private final String entry;
  private final Origin origin;
  private final IosOrigin origins;
  private final FactSink facts;
  private final Catalogue catalogue = Catalogue.bundled();

  ExecutableFacts(String entry, Origin origin, IosOrigin origins, FactSink facts) {
    this.entry = entry;
    this.origin = origin;
    this.origins = origins;
    this.facts = facts;
  }

  /** Puts how the images of a file are built. */
  void built(List<MachO> images, ImageContent content, byte[] file) {
    TreeSet<String> items = new TreeSet<>();
    MachO first = images.get(0);
    if (first.isPositionIndependent()) {
      items.add("pie");
    }
    if (!first.allowsStackExecution()) {
      items.add("nx");
    }
    if (content.functions().contains("__stack_chk_fail")) {
      items.add("canary");
    }
    if (content.functions().stream().anyMatch(REFERENCE_COUNTING.asMatchPredicate())) {
      items.add("arc");
    }
    if (first.isEncrypted()) {
      items.add("encrypted");
    }
    for (MachO.Dependency each : first.dependencies()) {
      String name = each.weak() ? "uses_library_optional" : "uses_library";
      facts.add(
          FactKind.IDENTITY,
          origin,
          "",
          Locator.entry(entry),
          Map.of(Field.NAME, name, Field.VALUE, each.path()));
    }
    List<String> architectures = images.stream().map(MachO::architecture).distinct().toList();
    facts.add(
        FactKind.NATIVE_LIB,
        origin,
        "",
        Locator.entry(entry),
        Map.of(
            Field.NAME,
            entry.substring(entry.lastIndexOf('/') + 1),
            Field.TYPE,
            String.join(" ", architectures),
            Field.ITEMS,
            new ArrayList<>(items),
            Field.SIZE_BYTES,
            (long) file.length,
            Field.SHA256,
            PackageFiles.sha256(file)));
  }

  /** Puts what is in the image that devices run. */
  void add(ImageContent content) {
    for (BrokenDataException broken : content.broken()) {
      facts.anomaly(
          "macho-broken",
          Locator.offset(entry, Math.max(0, broken.offset())),
          String.valueOf(broken.getMessage()));
    }
    content.texts().forEach(this::text);
    for (ClassInfo found : content.classes().values()) {
      classInfo(found, content.usedClasses().contains(found.name()));
    }
    for (String type : content.types()) {
      if (!content.classes().containsKey(type)) {
        identifier(type, "class", origins.ofClass(type, origin, entry, facts), type);
      }
    }
    content.functions().forEach(this::function);
    for (String used : content.usedClasses()) {
      if (catalogue.listsCall(used + ".")) {
        call(used);
      }
    }
  }

  private void text(TextAt text) {
    Locator at = Locator.offset(entry, text.offset());
    if (UrlFacts.add(facts, text.text(), origin, at) || origin != Origin.APP) {
      return;
    }
    if (UiText.isChinese(text.text())) {
      facts.add(FactKind.CONST_STRING, at, Map.of(Field.TEXT, text.text()));
    } else {
      LiteralFacts.add(facts, text.text(), at);
      SqlTexts.add(facts, text.text(), at);
    }
  }

  /** A class of another library has methods here that the app adds to it. */
  private void classInfo(ClassInfo found, boolean foreign) {
    Origin of = origins.ofClass(found.name(), origin, entry, facts);
    if (!foreign) {
      identifier(found.name(), "class", of, found.name());
    }
    for (MethodInfo method : found.methods()) {
      String selector = method.selector();
      if (selector.length() >= MIN_METHOD && selector.charAt(0) != '.') {
        identifier(selector, "method", of, found.name() + "." + selector);
      }
    }
  }

  private void identifier(String name, String role, Origin of, String member) {
    if (of == Origin.APP) {
      facts.add(
          FactKind.IDENTIFIER,
          Locator.member(entry, member),
          Map.of(Field.NAME, name, Field.ROLE, role));
    }
  }

  private void function(String name) {
    String algorithm = algorithm(name);
    if (!algorithm.isEmpty()) {
      facts.add(
          FactKind.CRYPTO_USE,
          origin,
          "",
          Locator.entry(entry),
          Map.of(Field.NAME, name, Field.ALGORITHM, algorithm));
    }
  }

  /**
   * Puts the listed functions of which no call was seen, as those of which only the address is
   * taken; what is called is told where it is called, with whose code that is.
   */
  void uncalled(ImageContent content, Set<String> called) {
    content.functions().stream()
        .filter(name -> catalogue.listsCall(name) && !called.contains(name))
        .forEach(this::call);
  }

  /** Of CryptoKit, which is written in Swift, what its makers call insecure stands in the name. */
  private String algorithm(String name) {
    for (Map.Entry<String, String> insecure : INSECURE.entrySet()) {
      if (name.startsWith(insecure.getKey())) {
        return insecure.getValue();
      }
    }
    return catalogue.algorithmOf(name);
  }

  private void call(String name) {
    facts.add(FactKind.API_CALL, origin, "", Locator.entry(entry), Map.of(Field.NAME, name));
  }
}
