package cn.beian.inspect.harmony.code;

import cn.beian.inspect.harmony.abc.AbcMethod;
import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.harmony.abc.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The elements that a component of ArkUI renders. Its compiler makes calls of them: {@code
 * Column.create(); Text.create("签到"); Text.onClick(f); Text.pop(); Column.pop()}, most of them in
 * functions that are handed to {@code observeComponentCreation}, to branches and to loops. Such
 * functions are followed where they stand, each once; handlers are not.
 */
final class UiTree {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_FOLLOWED = 64;
  private static final int MAX_MEMBERS = 32;

  /** Roots of what is created but not shown. */
  private static final Set<String> UNSEEN =
      Set.of(
          "ViewPU",
          "View",
          "ViewV2",
          "If",
          "ForEach",
          "LazyForEach",
          "Repeat",
          "__Common__",
          "Branch");

  /** Methods that every component has. */
  private static final Set<String> OF_VIEW =
      Set.of(
          "observeComponentCreation",
          "observeComponentCreation2",
          "observeRecycleComponentCreation",
          "forEachUpdateFunction",
          "ifElseBranchUpdateFunction",
          "updateStateVarsOfChildByElmtId",
          "createOrGetNode",
          "getUIContext",
          "finishUpdateFunc",
          "isRenderInProgress");

  /** What stands for a component of the app. */
  private static final Set<String> VIEWS = Set.of("ViewPU", "View", "ViewV2", "__Common__");

  private final Program program;
  private final UiNode root;
  private final List<UiNode> stack = new ArrayList<>();
  private final Set<String> followed = new HashSet<>();
  private int nesting;

  private UiTree(Program program, Program.Part part) {
    this.program = program;
    this.root = new UiNode("", List.of(), part);
    stack.add(root);
  }

  /** What the methods of a class that render show, under a node without name. */
  static UiNode of(Program program, Program.Part part, ArkValue.Type type) {
    UiTree tree = new UiTree(program, part);
    for (AbcMethod method : part.code().module().methods()) {
      boolean own = part.code().owner(method).equals(type.name());
      if (own && (method.name().equals("initialRender") || method.name().equals("render"))) {
        tree.follow(part, method.offset());
      }
    }
    tree.close(0);
    return tree.root;
  }

  private void follow(Program.Part part, int method) {
    if (nesting > MAX_FOLLOWED || !followed.add(part.record() + '\0' + method)) {
      return;
    }
    nesting++;
    for (Step step : part.code().of(method)) {
      if (!program.mayFollow()) {
        break;
      }
      if (step instanceof Step.Call call) {
        call(part, call, method);
      }
    }
    nesting--;
  }

  private void call(Program.Part part, Step.Call call, int method) {
    String name = call.name();
    int dot = name.indexOf('.');
    String of = dot < 0 ? "" : name.substring(0, dot);
    String what = dot < 0 ? name : name.substring(dot + 1);
    if (isElement(of) && what.indexOf('.') < 0) {
      element(part, of, what, call);
    } else if (call.callee() instanceof ArkValue.Function builder) {
      follow(part, builder.method());
    } else if (of.equals("this") && what.indexOf('.') < 0) {
      builder(part, what, method);
      functions(part, call.arguments());
    } else if (name.indexOf('#') > 0 && what.indexOf('.') < 0) {
      exported(name);
      functions(part, call.arguments());
    } else {
      functions(part, call.arguments());
    }
  }

  private static boolean isElement(String name) {
    return !name.isEmpty()
        && (Character.isUpperCase(name.charAt(0)) || name.equals("__Common__"))
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
  }

  private void element(Program.Part part, String name, String what, Step.Call call) {
    boolean made = what.startsWith("create");
    if (UNSEEN.contains(name)) {
      top().holdsUnknown |= made && VIEWS.contains(name);
      functions(part, call.arguments());
    } else if (made && stack.size() < MAX_DEPTH) {
      UiNode node = new UiNode(name, call.arguments(), part);
      top().children.add(node);
      stack.add(node);
    } else if (what.equals("pop")) {
      for (int i = stack.size() - 1; i > 0; i--) {
        if (stack.get(i).name.equals(name)) {
          close(i + 1);
          stack.remove(i);
          return;
        }
      }
    } else if (!made && top().name.equals(name)) {
      top().attributes.putIfAbsent(what, call.arguments());
      if (!isHandler(what)) {
        functions(part, call.arguments());
      }
    }
  }

  private static boolean isHandler(String attribute) {
    return attribute.length() > 2
        && attribute.startsWith("on")
        && Character.isUpperCase(attribute.charAt(2));
  }

  private UiNode top() {
    return stack.get(stack.size() - 1);
  }

  /** Ends elements that nothing ended: they have no children, what follows stands beside them. */
  private void close(int from) {
    for (int i = stack.size() - 1; i >= Math.max(1, from); i--) {
      UiNode open = stack.remove(i);
      UiNode parent = stack.get(i - 1);
      parent.children.addAll(open.children);
      open.children.clear();
    }
  }

  /** Functions among the values, and in objects among them. */
  private void functions(Program.Part part, List<ArkValue> values) {
    for (ArkValue value : values) {
      if (value instanceof ArkValue.Function function) {
        follow(part, function.method());
      } else if (value instanceof ArkValue.Literals literals) {
        int looked = 0;
        for (ArkValue member : literals.members().values()) {
          if (++looked > MAX_MEMBERS) {
            break;
          }
          if (member instanceof ArkValue.Function function) {
            follow(part, function.method());
          }
        }
      }
    }
  }

  private void builder(Program.Part part, String name, int from) {
    part.handlers()
        .beside(from, name)
        .ifPresentOrElse(
            method -> follow(part, method.offset()),
            () -> top().holdsUnknown |= !OF_VIEW.contains(name));
  }

  private void exported(String name) {
    top().holdsUnknown |= program.exporting(name).isEmpty();
    program
        .exporting(name)
        .ifPresent(
            other -> {
              if (program.exported(other, name) instanceof ArkValue.Function builder) {
                follow(other, builder.method());
              }
            });
  }
}
