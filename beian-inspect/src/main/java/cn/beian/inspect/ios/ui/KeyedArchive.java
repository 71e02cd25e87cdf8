package cn.beian.inspect.ios.ui;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.plist.Plist;
import cn.beian.inspect.ios.ui.ArchivedObjects.Archived;
import cn.beian.inspect.ios.ui.ArchivedObjects.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An archive of NSKeyedArchiver, the older form of a nib: a property list with {@code $objects}, in
 * which references are numbers of objects; {@code $class} of an object is one that has {@code
 * $classname}; a collection has {@code NS.objects}.
 */
final class KeyedArchive {
  private KeyedArchive() {}

  static ArchivedObjects of(Plist plist) throws BrokenDataException {
    List<Plist> objects = plist.get("$objects").items();
    if (objects.isEmpty()) {
      throw new BrokenDataException(0, "neither a NIBArchive nor a keyed archive");
    }
    List<Archived> archived = new ArrayList<>();
    for (Plist object : objects) {
      archived.add(object(object, objects));
    }
    int root = 0;
    for (Plist top : plist.get("$top").members().values()) {
      root = top.uid().orElse(root);
    }
    return new ArchivedObjects(archived, root);
  }

  private static Archived object(Plist object, List<Plist> objects) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (object.isText()) {
      values.put("NS.string", object.text());
      return new Archived("NSString", values, List.of());
    }
    String className = "";
    List<Object> items = new ArrayList<>();
    for (Map.Entry<String, Plist> member : object.members().entrySet()) {
      Plist value = member.getValue();
      if (member.getKey().equals("$class")) {
        int of = value.uid().orElse(-1);
        className = of < 0 || of >= objects.size() ? "" : objects.get(of).get("$classname").text();
      } else if (member.getKey().equals("NS.objects")) {
        value.items().forEach(item -> items.add(value(item)));
      } else {
        values.put(member.getKey(), value(value));
      }
    }
    return new Archived(className, values, items);
  }

  private static Object value(Plist value) {
    OptionalInt uid = value.uid();
    byte[] data = value.data();
    if (uid.isPresent()) {
      return new Ref(uid.getAsInt());
    }
    if (data != null) {
      return data;
    }
    if (value.isFlag()) {
      return value.flag();
    }
    return value.isText() ? value.text() : (Object) value.number();
  }
}
