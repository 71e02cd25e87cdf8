package cn.beian.inspect.library;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One component as a package states it; what is not stated is empty.
 *
 * @param type its ecosystem, see {@link FactKind#LIBRARY}
 * @param licenses as {@link Licenses} knows them
 */
public record Library(
    String type, String name, String version, String role, String vendor, List<String> licenses) {
  private static final int MAX_NAME = 256;
  private static final int MAX_VERSION = 128;

  public Library {
    name = name.strip();
    version = isVersion(version.strip()) ? version.strip() : "";
    vendor = vendor.strip();
    licenses = List.copyOf(new TreeSet<>(licenses));
  }

  public static Library of(String type, String name, String version) {
    return new Library(type, name, version, "", "", List.of());
  }

  /** A Maven artifact; without a type where group or artifact is not stated. */
  public static Library maven(String group, String artifact, String version) {
    boolean whole = !group.isBlank() && !artifact.isBlank();
    return of(whole ? "maven" : "", whole ? group + ":" + artifact : artifact, version);
  }

  /** A tool that made the package and is not in it. */
  public Library asBuildTool() {
    return new Library(type, name, version, "build", vendor, licenses);
  }

  public Library by(String maker) {
    return new Library(type, name, version, role, maker, licenses);
  }

  public Library under(Collection<String> of) {
    return new Library(type, name, version, role, vendor, List.copyOf(of));
  }

  /** Build tools leave sentences and placeholders where a version was to stand. */
  private static boolean isVersion(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_VERSION
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '$' && c != '{' && c != '\'')
        && text.chars().anyMatch(Character::isDigit);
  }

  boolean isNamed() {
    return !name.isEmpty() && name.length() <= MAX_NAME && name.indexOf('\n') < 0;
  }

  /** Puts it as a fact, if it has a name. */
  public void tell(FactSink facts, Locator at) {
    if (!isNamed()) {
      return;
    }
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    text(values, Field.VERSION, version);
    text(values, Field.TYPE, type);
    text(values, Field.ROLE, role);
    text(values, Field.VENDOR, vendor.length() > MAX_NAME ? "" : vendor);
    if (!licenses.isEmpty()) {
      values.put(Field.LICENSES, licenses);
    }
    facts.add(FactKind.LIBRARY, Origin.SDK, "", at, values);
  }

  private static void text(Map<Field, Object> values, Field field, String text) {
    if (!text.isEmpty()) {
      values.put(field, text);
    }
  }
}
