package cn.beian.inspect.android.resource;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.ProtoMessage;
import cn.beian.inspect.reader.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code resources.pb}, the resource table of a bundle's module ({@code ResourceTable} in aapt2's
 * {@code Resources.proto}, {@code Configuration} in {@code Configuration.proto}):
 *
 * <pre>
 * ResourceTable  2 Package        Package  1 PackageId, 3 Type      Type  1 TypeId, 2 name, 3 Entry
 * PackageId, TypeId, EntryId  1 id                     Entry  1 EntryId, 2 name, 6 ConfigValue
 * ConfigValue    1 Configuration (3 locale, BCP 47), 2 Value
 * Value          4 Item, 5 CompoundValue
 * CompoundValue  1 Attribute, 2 Style, 3 Styleable, 4 Array, 5 Plural
 * Style, Plural  Entry: 3, 1; its Item: 4, 4           Array  1 Element: its Item: 3
 * Attribute      1 formats, 2 least, 3 most, 4 Symbol: 4 value
 * </pre>
 *
 * <p>Names of styleables are left out, as a binary table has none. What contradicts the format
 * inside an entry is counted and left out.
 */
public final class ProtoTable {
  private final Limits limits;
  private final Map<Integer, ResourceTable.Resource> resources =
      new TreeMap<>(Integer::compareUnsigned);
  private int entries;
  private int broken;

  private ProtoTable(Limits limits) {
    this.limits = limits;
  }

  /** Reads a table as far as it can be read. */
  static ResourceTable read(byte[] data, Limits limits) throws BrokenDataException {
    ProtoTable reader = new ProtoTable(limits);
    ProtoMessage table = new ProtoMessage(data);
    while (table.next()) {
      if (table.field() == 2) {
        reader.resourcePackage(table.message());
      }
    }
    return new ResourceTable(reader.resources, reader.entries, reader.broken);
  }

  private void resourcePackage(ProtoMessage message) throws BrokenDataException {
    int id = 0;
    List<ProtoMessage> types = new ArrayList<>();
    while (message.next()) {
      switch (message.field()) {
        case 1 -> id = message.wrapped(1);
        case 3 -> types.add(message.message());
        default -> {}
      }
    }
    for (ProtoMessage type : types) {
      type(type, id << 24);
    }
  }

  private void type(ProtoMessage message, int packageBits) throws BrokenDataException {
    int id = 0;
    String name = "";
    List<ProtoMessage> found = new ArrayList<>();
    while (message.next()) {
      switch (message.field()) {
        case 1 -> id = message.wrapped(1);
        case 2 -> name = message.text();
        case 3 -> found.add(message.message());
        default -> {}
      }
    }
    if (name.equals("styleable")) {
      return;
    }
    for (ProtoMessage entry : found) {
      try {
        entry(entry, packageBits | ((id & 0xff) << 16), name);
      } catch (BrokenDataException e) {
        broken++;
      }
    }
  }

  private void entry(ProtoMessage message, int typeBits, String type) throws BrokenDataException {
    int id = 0;
    String name = "";
    List<ProtoMessage> values = new ArrayList<>();
    while (message.next()) {
      switch (message.field()) {
        case 1 -> id = message.wrapped(1);
        case 2 -> name = message.text();
        case 6 -> values.add(message.message());
        default -> {}
      }
    }
    int resourceId = typeBits | (id & 0xffff);
    String named = name;
    for (ProtoMessage value : values) {
      ResourceTable.Configured configured = configured(value);
      resources
          .computeIfAbsent(
              resourceId, key -> new ResourceTable.Resource(key, type, named, new ArrayList<>(1)))
          .values()
          .add(configured);
    }
  }

  private ResourceTable.Configured configured(ProtoMessage message) throws BrokenDataException {
    count(message);
    String locale = "";
    Value simple = new Value(Value.NULL, 0, "");
    List<Value> items = new ArrayList<>();
    while (message.next()) {
      if (message.field() == 1) {
        locale = message.wrappedText(3);
      } else if (message.field() == 2) {
        ProtoMessage value = message.message();
        while (value.next()) {
          if (value.field() == 4) {
            simple = ProtoItem.read(value.message());
          } else if (value.field() == 5) {
            compound(value.message(), items);
          }
        }
      }
    }
    return new ResourceTable.Configured(locale, simple, List.copyOf(items));
  }

  private void compound(ProtoMessage compound, List<Value> items) throws BrokenDataException {
    while (compound.next()) {
      switch (compound.field()) {
        case 1 -> attribute(compound.message(), items);
        case 2 -> items(compound.message(), 3, 4, items);
        case 4 -> items(compound.message(), 1, 3, items);
        case 5 -> items(compound.message(), 1, 4, items);
        default -> {}
      }
    }
  }

  /** The {@code Item} in field {@code item} of every message in field {@code of}. */
  private void items(ProtoMessage message, int of, int item, List<Value> items)
      throws BrokenDataException {
    while (message.next()) {
      if (message.field() == of) {
        ProtoMessage element = message.message();
        while (element.next()) {
          if (element.field() == item) {
            add(element, ProtoItem.read(element.message()), items);
          }
        }
      }
    }
  }

  /** Formats, bounds and symbols of an attribute, as many as a binary table lists. */
  private void attribute(ProtoMessage attribute, List<Value> items) throws BrokenDataException {
    while (attribute.next()) {
      int number = attribute.field() == 4 ? attribute.wrapped(4) : attribute.number();
      boolean listed =
          switch (attribute.field()) {
            case 1, 4 -> true;
            case 2 -> number != Integer.MIN_VALUE;
            case 3 -> number != Integer.MAX_VALUE;
            default -> false;
          };
      if (listed) {
        add(attribute, new Value(Value.FIRST_INTEGER, number, ""), items);
      }
    }
  }

  private void add(ProtoMessage at, Value value, List<Value> items) throws BrokenDataException {
    count(at);
    items.add(value);
  }

  private void count(ProtoMessage at) throws BrokenDataException {
    if (++entries > limits.nodes()) {
      throw new BrokenDataException(at.offset(), "more than " + limits.nodes() + " entries");
    }
  }
}
