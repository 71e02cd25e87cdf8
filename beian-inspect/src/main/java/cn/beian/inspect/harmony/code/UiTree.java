package cn.beian.inspect.harmony.code;

import cn.beian.inspect.harmony.abc.AbcMethod;
import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.harmony.abc.Imports;
import cn.beian.inspect.harmony.abc.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The elements that a component of ArkUI renders. Its compiler makes calls of them: {@code
 * Column.create(); Text.create("签到"); Text.onClick(f); Text.pop(); Column.pop()}, most of them in
 * functions that are handed to {@code observeComponentCreation}, to branches and to loops. Such
 * functions are followed where they stand, each once; handlers are not. What is inside of some is a
 * function that {@code create} takes: {@code ListItem}, {@code TabContent}, {@code NavDestination}.
 */
final class UiTree {
  private static final Set<String> CREATIONS =
      Set.of("observeComponentCreation", "observeComponentCreation2");

  private static final int MAX_DEPTH = 100;
  private static final int MAX_FOLLOWED = 64;
  private static final int MAX_MEMBERS = 32;

  /** Objects within objects that are looked into: {@code {end: {builder: f}}}. */
  private static final int MAX_OBJECTS = 2;

  private static final String OWN = "this.";

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

  /** Nodes from here on may be ended; those before it hold what is followed. */
  private int floor = 1;

  /** Nodes from here on are not ended by the function that made them. */
  private int made = Integer.MAX_VALUE;

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
    follow(part, method, Integer.MAX_VALUE);
  }

  private void follow(Program.Part part, int method, int making) {
    if (nesting > MAX_FOLLOWED || !followed.add(part.record() + '\0' + method)) {
      return;
    }
    int before = made;
    made = making;
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
    made = before;
  }

  private void call(Program.Part part, Step.Call call, int method) {
    String name = call.name();
    int dot = name.indexOf('.');
    String of = dot < 0 ? "" : name.substring(0, dot);
    String what = dot < 0 ? name : name.substring(dot + 1);
    if (isElement(of) && what.indexOf('.') < 0 && name.indexOf(Imports.MARK) < 0) {
      element(part, of, what, call, method);
    } else if (CREATIONS.contains(name.substring(name.lastIndexOf('.') + 1))) {
      creation(part, call.arguments());
    } else if (call.callee() instanceof ArkValue.Function builder) {
      follow(part, builder.method());
    } else if (of.equals("this") && what.indexOf('.') < 0) {
      builder(part, what, method);
      functions(part, call.arguments(), method);
    } else if (Program.isExport(name)) {
      exported(name);
      functions(part, call.arguments(), method);
    } else {
      functions(part, call.arguments(), method);
    }
  }

  /**
   * A function that makes one element, and what follows it ends. The compiler of API 9 lets it end
   * it too where it is not made for the first time.
   */
  private void creation(Program.Part part, List<ArkValue> values) {
    for (ArkValue value : values) {
      if (value instanceof ArkValue.Function function) {
        follow(part, function.method(), stack.size());
      }
    }
  }

  private static boolean isElement(String name) {
    return !name.isEmpty()
        && (Character.isUpperCase(name.charAt(0)) || name.equals("__Common__"))
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
  }

  private void element(Program.Part part, String name, String what, Step.Call call, int method) {
    boolean creates = what.startsWith("create");
    if (UNSEEN.contains(name)) {
      top().holdsUnknown |= creates && VIEWS.contains(name);
      functions(part, call.arguments(), method);
    } else if (creates && stack.size() < MAX_DEPTH) {
      UiNode node = new UiNode(name, call.arguments(), part);
      top().children.add(node);
      stack.add(node);
      inside(part, call.arguments(), method);
    } else if (what.equals("pop")) {
      pop(name);
    } else if (!creates && top().name.equals(name)) {
      top().attributes.putIfAbsent(what, call.arguments());
      if (!isHandler(what)) {
        functions(part, call.arguments(), method);
      }
    }
  }

  /** Follows the functions that hold what is inside of the last node, which they cannot end. */
  private void inside(Program.Part part, List<ArkValue> values, int method) {
    int before = floor;
    int size = stack.size();
    floor = size;
    functions(part, values, method);
    close(size);
    floor = before;
  }

  private void pop(String name) {
    for (int i = stack.size() - 1; i >= floor; i--) {
      if (stack.get(i).name.equals(name)) {
        if (i < made) {
          close(i + 1);
          stack.remove(i);
        }
        return;
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

  /** Functions and builders among the values, and in objects among them. */
  private void functions(Program.Part part, List<ArkValue> values, int method) {
    for (ArkValue value : values) {
      function(part, value, method, MAX_OBJECTS);
    }
  }

  private void function(Program.Part part, ArkValue value, int method, int depth) {
    if (value instanceof ArkValue.Function function) {
      follow(part, function.method());
    } else if (value instanceof ArkValue.Name name && name.name().startsWith(OWN)) {
      part.handlers()
          .beside(method, name.name().substring(OWN.length()))
          .ifPresent(builder -> follow(part, builder.offset()));
    } else if (value instanceof ArkValue.Literals literals && depth > 0) {
      int looked = 0;
      for (ArkValue member : literals.members().values()) {
        if (++looked > MAX_MEMBERS || !program.mayFollow()) {
          break;
        }
        function(part, member, method, depth - 1);
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
    top().holdsUnknown |= program.export(name).isEmpty();
    program
        .export(name)
        .ifPresent(
            made -> {
              if (made.value() instanceof ArkValue.Function builder) {
                follow(made.part(), builder.method());
              }
            });
  }
}
