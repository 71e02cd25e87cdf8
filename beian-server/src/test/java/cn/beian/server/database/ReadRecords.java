package cn.beian.server.database;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records that rows are read as, found in the sources. */
final class ReadRecords {
  private static final Pattern ROWS =
      Pattern.compile(
          "(?:query|RecordRows\\.of)\\(\\s*([\\w.]+)\\.class\\)|\\w, ([A-Z]\\w+)\\.class\\)");

  private static final Pattern IMPORT = Pattern.compile("import (?:static )?([\\w.]+);");
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");

  private ReadRecords() {}

  static Set<Class<?>> of(Collection<Path> sources) throws IOException {
    Set<Class<?>> records = new LinkedHashSet<>();
    for (Path source : sources) {
      String text = Files.readString(source);
      Matcher one = ROWS.matcher(text);
      while (one.find()) {
        String name = one.group(1) == null ? one.group(2) : one.group(1);
        find(name, text, source).filter(Class::isRecord).ifPresent(records::add);
      }
    }
    return records;
  }

  private static Optional<Class<?>> find(String name, String text, Path source) {
    Matcher declared = PACKAGE.matcher(text);
    String within = declared.find() ? declared.group(1) : "";
    String nested = name.replace('.', '$');
    List<String> candidates = new ArrayList<>();
    candidates.add(
        within + '.' + String.valueOf(source.getFileName()).replace(".java", "$") + nested);
    Matcher one = IMPORT.matcher(text);
    String first = name.replaceFirst("\\..*", "");
    while (one.find()) {
      if (one.group(1).endsWith("." + first)) {
        String imported = one.group(1) + nested.substring(first.length());
        candidates.add(imported);
        candidates.add(imported.replaceFirst("\\.(\\w+)$", "\\$$1"));
      }
    }
    candidates.add(within + '.' + nested);
    return candidates.stream().flatMap(candidate -> load(candidate).stream()).findFirst();
  }

  private static Optional<Class<?>> load(String name) {
    try {
      return Optional.of(Class.forName(name, false, ReadRecords.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /** A class, or what is in an {@link Optional} or a collection of one. */
  static List<Class<?>> types(Type type) {
    if (type instanceof Class<?> one) {
      return List.of(one);
    }
    return type instanceof ParameterizedType generic
        ? java.util.Arrays.stream(generic.getActualTypeArguments())
            .flatMap(one -> types(one).stream())
            .toList()
        : List.of();
  }
}
