package cn.beian.inspect.android.code;

import cn.beian.inspect.android.shared.CodeFindings;
import cn.beian.inspect.catalogue.Catalogue;
import java.util.Set;

/** A method that is called, and what a call of it means, worked out once. */
final class Callee {
  private static final Set<String> SAME_VALUE =
      Set.of("toString", "valueOf", "trim", "getText", "getEditableText", "intern", "strip");

  final String owner;
  final String name;

  /** {@code owner.name}. */
  final String call;

  /** The class that the owner is nested in, or the owner. */
  final String outer;

  /** Where a text that is handed over is shown; empty where it is not. */
  final String role;

  /** Whether the catalogue lists it. */
  final boolean listed;

  /** Whether it says nothing about what a handler does. */
  final boolean boring;

  final boolean listener;
  final boolean findsView;

  /** Whether it gives what it is called on, or its first argument, in another form. */
  final boolean sameValue;

  final boolean intent;
  final boolean sorts;
  final OutputPart output;

  /** Number of the class and of the method that called it last; see {@link ClassFacts}. */
  int seenInClass;

  int seenInMethod;

  Callee(String owner, String name, Catalogue apis) {
    this.owner = owner;
    this.name = name;
    this.call = owner + "." + name;
    this.outer = CodeFindings.outer(owner);
    this.role = role(owner, name);
    this.listed = apis.listsCall(call);
    this.boring = isBoring(owner);
    this.listener = name.startsWith("setOn") && name.endsWith("ClickListener");
    this.findsView = name.equals("findViewById") || name.equals("requireViewById");
    this.sameValue = SAME_VALUE.contains(name);
    this.intent = owner.equals("android.content.Intent");
    this.sorts = sorts(owner, name);
    this.output = OutputPart.of(owner, name);
  }

  private static String role(String called, String name) {
    if (name.equals("makeText") && called.endsWith("Toast")) {
      return "toast";
    }
    if (called.contains("Dialog") && (name.equals("setMessage") || name.equals("setTitle"))) {
      return "modal";
    }
    if (called.contains("Dialog") && name.startsWith("set") && name.endsWith("Button")) {
      return "button";
    }
    return switch (name) {
      case "setText" -> "text";
      case "setHint" -> "hint";
      case "setTitle" -> "nav_title";
      default -> "";
    };
  }

  private static boolean sorts(String owner, String name) {
    return (owner.startsWith("java.util.") && (name.equals("sort") || name.equals("sorted")))
        || (owner.startsWith("kotlin.collections.") && name.startsWith("sort"));
  }

  private static boolean isBoring(String called) {
    return called.startsWith("java.lang.")
        || called.startsWith("kotlin.")
        || called.startsWith("[")
        || (called.startsWith("java.util.") && !called.startsWith("java.util.Timer"));
  }
}
