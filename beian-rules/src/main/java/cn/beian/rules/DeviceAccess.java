package cn.beian.rules;

import java.util.List;

/**
 * Something that an app may reach on a device and that people care about.
 *
 * @param id of it in the rulebook
 * @param title what people call it
 * @param permissions that open it, those of Android without {@code android.permission.}
 * @param calls that use it: a name, or the beginning of a qualified one
 */
public record DeviceAccess(
    String id, LocalText title, List<String> permissions, List<String> calls) {
  private static final String ANDROID = "android.permission.";

  public DeviceAccess {
    permissions = List.copyOf(permissions);
    calls = List.copyOf(calls);
  }

  boolean isOpenedBy(String permission) {
    return permissions.contains(
        permission.startsWith(ANDROID) ? permission.substring(ANDROID.length()) : permission);
  }

  boolean isUsedBy(String call) {
    String last = call.substring(call.lastIndexOf('.') + 1);
    boolean android = call.startsWith("android.") || call.startsWith("com.");
    return calls.stream()
        .anyMatch(
            known ->
                known.indexOf('.') < 0 ? !android && known.equals(last) : call.startsWith(known));
  }
}
