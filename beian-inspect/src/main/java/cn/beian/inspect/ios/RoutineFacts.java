package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.ios.macho.Argument;
import cn.beian.inspect.ios.macho.Argument.Kind;
import cn.beian.inspect.ios.macho.CalledCode;
import cn.beian.inspect.ios.macho.ClassInfo;
import cn.beian.inspect.ios.macho.CodeVisitor;
import cn.beian.inspect.ios.macho.ImageContent;
import cn.beian.inspect.shared.FactValues;
import cn.beian.inspect.shared.UiText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Facts of what the routines of one image call: interfaces of the system that the catalogue lists,
 * texts that are shown or compared, controls and timers that code makes, keys of storage,
 * algorithms that are arguments. What a method calls is kept for those who ask what a handler leads
 * to.
 */
final class RoutineFacts implements CodeVisitor {
  private static final int MAX_ARGUMENTS = 8;

  /** Methods that show a text, by the role of what they show. */
  private static final Map<String, String> SHOWN =
      Map.ofEntries(
          Map.entry("setText:", "text"),
          Map.entry("setTitle:", "nav_title"),
          Map.entry("setTitle:forState:", "button"),
          Map.entry("setPlaceholder:", "hint"),
          Map.entry("setMessage:", "modal"),
          Map.entry("alertControllerWithTitle:message:preferredStyle:", "modal"),
          Map.entry("actionWithTitle:style:handler:", "button"),
          Map.entry("initWithTitle:style:target:action:", "button"),
          Map.entry("initWithTitle:image:tag:", "tab"),
          Map.entry("initWithTitle:image:selectedImage:", "tab"),
          Map.entry("addButtonWithTitle:", "button"),
          Map.entry("initWithTitle:message:delegate:cancelButtonTitle:otherButtonTitles:", "modal"),
          Map.entry("setAccessibilityLabel:", "content_description"));

  /**
   * Methods that connect a control with what it sends; the place of the selector among arguments.
   */
  private static final Map<String, Integer> ACTIONS =
      Map.of(
          "addTarget:action:forControlEvents:", 3,
          "initWithTarget:action:", 3,
          "initWithTitle:style:target:action:", 5,
          "initWithImage:style:target:action:", 5,
          "initWithBarButtonSystemItem:target:action:", 4);

  /** {@code CCAlgorithm} and the option for blocks that are enciphered each alone. */
  private static final List<String> ALGORITHMS =
      List.of("AES", "DES", "3DES", "CAST", "RC4", "RC2", "Blowfish");

  private static final int PADDING_OPTION = 1;
  private static final int ECB_OPTION = 2;

  private static final Pattern SYSTEM_LIBRARY =
      Pattern.compile("/(?:System/Library|usr/lib)/(?!.*\\.\\.).*");

  private record Owner(String className, String selector, Origin origin) {
    static final Owner NONE = new Owner("", "", Origin.APP);

    String method() {
      return className.isEmpty() ? "" : className + "." + selector;
    }
  }

  private final String entry;
  private final FactSink facts;
  private final CallGraph calls;
  private final Set<String> controllers;
  private final Origin image;
  private final Catalogue catalogue = Catalogue.bundled();
  private final Map<Long, Owner> owners = new HashMap<>();
  private final RoutineOutputs outputs;
  private final Set<String> told = new HashSet<>();
  private Owner owner = Owner.NONE;
  private long routine;

  RoutineFacts(
      String entry,
      ImageContent content,
      Origin image,
      IosOrigin origins,
      Set<String> controllers,
      CallGraph calls,
      FactSink facts,
      boolean sharesDocuments) {
    this.outputs = new RoutineOutputs(this::add, sharesDocuments);
    this.entry = entry;
    this.image = image;
    this.calls = calls;
    this.controllers = controllers;
    this.facts = facts;
    for (ClassInfo each : content.classes().values()) {
      Origin origin = origins.ofClass(each.name(), image, entry, facts);
      each.methods()
          .forEach(m -> owners.put(m.code(), new Owner(each.name(), m.selector(), origin)));
    }
  }

  @Override
  public void routine(long address) {
    end();
    routine = address;
    owner = owners.getOrDefault(address, new Owner("", "", image));
    calls.routine(entry, address, owner.method());
  }

  /** The routine is over. */
  void end() {
    outputs.end(owner.method());
  }

  private boolean isApp() {
    return owner.origin == Origin.APP;
  }

  private String screen() {
    return controllers.contains(owner.className) ? owner.className : "";
  }

  private Locator here() {
    String member = owner.method();
    return member.isEmpty() ? Locator.entry(entry) : Locator.member(entry, member);
  }

  @Override
  public void names(Argument named) {
    if (named.kind() == Kind.ROUTINE) {
      calls.leadsTo(entry, routine, named.number());
    } else if (named.kind() == Kind.TEXT && isApp()) {
      outputs.text(named.text());
      if (UiText.isChinese(named.text())) {
        add(FactKind.CONST_STRING, Map.of(Field.TEXT, named.text()));
      }
    }
  }

  @Override
  public void call(CalledCode called, List<Argument> arguments) {
    if (called.routine() != 0) {
      calls.leadsTo(entry, routine, called.routine());
      return;
    }
    String name = called.fullName();
    if (isApp()) {
      calls.calls(entry, routine, name);
      shown(called, arguments);
      action(called, arguments);
      target(called);
      effects(called, arguments);
      outputs.call(called, arguments, owner.method());
    }
    if (catalogue.listsCall(name)) {
      told.add(name);
      if (!isOfSystem(name, arguments)) {
        api(name, arguments);
      }
    }
    if (!called.method()) {
      cryptography(called.name(), arguments);
    }
  }

  /** Whether it loads a library of the system itself, which comes with no app. */
  private static boolean isOfSystem(String name, List<Argument> arguments) {
    return name.equals("dlopen")
        && !arguments.isEmpty()
        && arguments.get(0).kind() == Kind.TEXT
        && SYSTEM_LIBRARY.matcher(arguments.get(0).text()).matches();
  }

  /** Names of the listed calls that some routine was seen to make. */
  Set<String> told() {
    return told;
  }

  private void add(FactKind kind, Map<Field, ?> values) {
    facts.add(kind, owner.origin, screen(), here(), values);
  }

  private static List<String> texts(List<Argument> arguments) {
    return arguments.stream()
        .filter(argument -> argument.kind() == Kind.TEXT)
        .map(Argument::text)
        .limit(MAX_ARGUMENTS)
        .toList();
  }

  private void api(String name, List<Argument> arguments) {
    add(FactKind.API_CALL, FactValues.call(name, isApp() ? owner.method() : "", texts(arguments)));
  }

  private void shown(CalledCode called, List<Argument> arguments) {
    String role = called.method() ? SHOWN.get(called.name()) : null;
    if (role != null) {
      texts(arguments)
          .forEach(
              text -> UiText.add(facts, Map.of("", text), role, owner.origin, screen(), here()));
    }
  }

  private void action(CalledCode called, List<Argument> arguments) {
    Integer place = called.method() ? ACTIONS.get(called.name()) : null;
    if (place == null || arguments.get(place).kind() != Kind.SELECTOR) {
      return;
    }
    String selector = arguments.get(place).text();
    List<String> texts = texts(arguments);
    calls.control(
        screen(),
        owner.origin,
        here(),
        FactValues.control(
            called.receiver().isEmpty() ? "UIControl" : called.receiver(),
            texts.isEmpty() ? "" : texts.get(0),
            owner.className.isEmpty() ? selector : owner.className + "." + selector,
            List.of()));
  }

  /** A method that makes a controller leads to it. */
  private void target(CalledCode called) {
    if (called.method()
        && controllers.contains(called.receiver())
        && !called.receiver().equals(owner.className)
        && !owner.className.isEmpty()) {
      calls.makes(owner.className, called.receiver());
    }
  }

  private void effects(CalledCode called, List<Argument> arguments) {
    String name = called.name();
    if (called.receiver().equals("NSTimer") && name.contains("TimeInterval:")) {
      add(FactKind.TIMER, named(called.fullName()));
    } else if (called.receiver().equals("NSUserDefaults") && name.contains("orKey:")) {
      boolean write = name.startsWith("set");
      for (String key : texts(arguments)) {
        add(FactKind.STORAGE_KEY, Map.of(Field.NAME, key, Field.TYPE, write ? "write" : "read"));
      }
    } else if (name.startsWith("sortedArrayUsing") || name.startsWith("sortUsing")) {
      List<String> by = texts(arguments);
      add(
          FactKind.SORTED_LIST,
          by.isEmpty() ? Map.of(Field.NAME, name) : Map.of(Field.NAME, name, Field.ITEMS, by));
    } else if (called.receiver().equals("NSSortDescriptor") && !texts(arguments).isEmpty()) {
      add(
          FactKind.SORTED_LIST,
          Map.of(Field.NAME, called.fullName(), Field.ITEMS, texts(arguments)));
    } else if (name.startsWith("appendPartWithFile") || name.startsWith("uploadTaskWith")) {
      add(FactKind.UPLOAD, named(called.fullName()));
    }
  }

  private Map<Field, Object> named(String name) {
    return FactValues.call(name, owner.method(), List.of());
  }

  private void cryptography(String function, List<Argument> arguments) {
    String algorithm = catalogue.algorithmOf(function);
    if (algorithm.isEmpty()) {
      return;
    }
    if (algorithm.equals("CCCrypt")) {
      algorithm = cipher(function, arguments);
    }
    if (!algorithm.isEmpty()) {
      Map<Field, Object> values = named(function);
      values.put(Field.ALGORITHM, algorithm);
      add(FactKind.CRYPTO_USE, values);
    }
  }

  /** Algorithm and mode are arguments; empty where the code does not show them. */
  private static String cipher(String function, List<Argument> arguments) {
    Argument kind = arguments.get(function.equals("CCCryptorCreateWithMode") ? 2 : 1);
    if (!kind.isNumber() || kind.number() >= ALGORITHMS.size()) {
      return "";
    }
    String algorithm = ALGORITHMS.get((int) kind.number());
    Argument options = arguments.get(2);
    if (function.equals("CCCryptorCreateWithMode") || !options.isNumber()) {
      return algorithm.equals("AES") ? "" : algorithm; // AES alone would mean a mode
    }
    String mode = (options.number() & ECB_OPTION) != 0 ? "/ECB" : "/CBC";
    String padding = (options.number() & PADDING_OPTION) != 0 ? "/PKCS7Padding" : "/NoPadding";
    return algorithm + mode + padding;
  }
}
