package cn.beian.inspect.android.code;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.dex.CodeScan.RegisterValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of the app write to the log, and the files that others may read, as far as one
 * method shows it. Of a text that is put together the pieces are kept that a value follows, and of
 * values the names of fields; of a file the inputs that the same method reads.
 */
final class OutputSinks {
  private static final int MAX = 8;

  /** {@code MODE_WORLD_READABLE}, {@code MODE_WORLD_WRITEABLE}. */
  private static final int WORLD = 3;

  private static final Set<String> INPUT_VIEWS = Set.of("EditText", "AutoCompleteTextView");

  private record File(String call, String type) {}

  private final List<String> built = new ArrayList<>();
  private final List<File> files = new ArrayList<>();
  private final List<String> inputs = new ArrayList<>();
  private String piece = "";

  /** A call of the method that is walked. */
  void call(
      Callee called,
      @Nullable RegisterValue[] arguments,
      int count,
      FactSink facts,
      Supplier<Place> at) {
    switch (called.output) {
      case NONE -> {}
      case BUILDER -> {
        built.clear();
        piece = count > 1 && arguments[1] instanceof RegisterValue.Text text ? text.text() : "";
      }
      case PIECE -> append(count > 1 ? arguments[1] : null);
      case LOG, PRINT -> log(called, arguments, count, facts, at);
      case INPUT -> {
        if (INPUT_VIEWS.stream().anyMatch(called.owner::endsWith) && inputs.size() < MAX) {
          inputs.add(called.call);
        }
      }
      case TEMPORARY -> file(called, "temporary_file");
      case EXTERNAL -> file(called, "external_file");
      case MODE -> mode(called, arguments, count, facts, at);
      case READABLE -> readable(called, arguments, count, facts, at);
    }
  }

  /** The method is over. */
  void end(FactSink facts, Supplier<Place> at) {
    if (!inputs.isEmpty()) {
      for (File file : files) {
        add(file.call, file.type, inputs.stream().distinct().toList(), facts, at);
      }
    }
    inputs.clear();
    files.clear();
    built.clear();
    piece = "";
  }

  private void file(Callee called, String type) {
    if (files.size() < MAX) {
      files.add(new File(called.call, type));
    }
  }

  private void append(@Nullable RegisterValue value) {
    if (value instanceof RegisterValue.Text text) {
      piece = text.text();
    } else if (built.size() < MAX) {
      value(value, piece, built);
      piece = "";
    }
  }

  private static void value(@Nullable RegisterValue value, String before, List<String> to) {
    if (value instanceof RegisterValue.Int || value instanceof RegisterValue.Wide) {
      return;
    }
    if (!before.isBlank()) {
      to.add(before);
    }
    if (value instanceof RegisterValue.Read read) {
      to.add(read.name());
    }
  }

  /** The message is built or is a value; its tag then stands for the piece before it. */
  private void log(
      Callee called,
      @Nullable RegisterValue[] arguments,
      int count,
      FactSink facts,
      Supplier<Place> place) {
    if (count > 1 && !(arguments[1] instanceof RegisterValue.Text)) {
      List<String> logged = new ArrayList<>(built);
      if (logged.isEmpty()) {
        value(
            arguments[1], arguments[0] instanceof RegisterValue.Text tag ? tag.text() : "", logged);
      }
      if (!logged.isEmpty()) {
        add(called.call, "log", logged, facts, place);
      }
    }
    built.clear();
    piece = "";
  }

  private static void mode(
      Callee called,
      @Nullable RegisterValue[] arguments,
      int count,
      FactSink facts,
      Supplier<Place> at) {
    boolean world = false;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      world |=
          arguments[i] instanceof RegisterValue.Int mode
              && mode.value() > 0
              && mode.value() <= WORLD;
      if (arguments[i] instanceof RegisterValue.Text text) {
        names.add(text.text());
      }
    }
    if (world) {
      add("android.content.Context." + called.name, "world_readable", names, facts, at);
    }
  }

  /** {@code setReadable(true, false)}: for everybody. */
  private static void readable(
      Callee called,
      @Nullable RegisterValue[] arguments,
      int count,
      FactSink facts,
      Supplier<Place> at) {
    if (count == 3
        && arguments[1] instanceof RegisterValue.Int on
        && on.value() == 1
        && arguments[2] instanceof RegisterValue.Int owner
        && owner.value() == 0) {
      add(called.call, "world_readable", List.of(), facts, at);
    }
  }

  /** The method that writes. */
  record Place(String screen, String caller, Locator at) {}

  private static void add(
      String call, String type, List<String> what, FactSink facts, Supplier<Place> place) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, call);
    values.put(Field.TYPE, type);
    Place at = place.get();
    values.put(Field.CALLER, at.caller);
    if (!what.isEmpty()) {
      values.put(Field.ARGUMENTS, what.stream().limit(MAX).toList());
    }
    facts.add(FactKind.OUTPUT, Origin.APP, at.screen, at.at, values);
  }
}
