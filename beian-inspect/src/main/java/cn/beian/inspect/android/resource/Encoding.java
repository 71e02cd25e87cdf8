package cn.beian.inspect.android.resource;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.reader.Limits;

/** How the manifest, the resource table and the XML files of a package are written. */
public enum Encoding {
  /** Chunks of {@code ResourceTypes.h}: in an APK. */
  BINARY {
    public @Override XmlElement document(byte[] data, Limits limits) throws BrokenDataException {
      return BinaryXml.read(data, limits);
    }

    public @Override ResourceTable table(byte[] data, Limits limits) throws BrokenDataException {
      return ResourceTableParser.read(data, limits);
    }
  },
  /** Messages of {@code Resources.proto}: in a bundle. */
  PROTO {
    public @Override XmlElement document(byte[] data, Limits limits) throws BrokenDataException {
      return ProtoXml.read(data, limits);
    }

    public @Override ResourceTable table(byte[] data, Limits limits) throws BrokenDataException {
      return ProtoTable.read(data, limits);
    }
  };

  /** An unnamed element that holds the root. */
  public abstract XmlElement document(byte[] data, Limits limits) throws BrokenDataException;

  public abstract ResourceTable table(byte[] data, Limits limits) throws BrokenDataException;
}
